internal import GRDB

/// The tables of a store, version by version.
enum StoreSchema {
  /// Marks an SQLite file as a store of results: ‘STCR’.
  static let applicationID = 0x5354_4352

  /// Never change a migration that has been released: add one. The fixture of each version in the
  /// tests must still open.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: version1)
    }
    return migrator
  }

  /// Tables have names in the singular and speak in numbers; views have names in the plural and
  /// speak in names. `result` and `trajectory` are clustered by run, so that they grow at their
  /// end, and one metric of all runs is found through `run` without reading the rest.
  private static let version1 = """
    CREATE TABLE catalogue (
      id INTEGER PRIMARY KEY,
      fingerprint TEXT NOT NULL UNIQUE
    );
    CREATE TABLE metric (
      id INTEGER PRIMARY KEY,
      catalogue INTEGER NOT NULL REFERENCES catalogue,
      name TEXT NOT NULL,
      family TEXT NOT NULL,
      subject TEXT,
      object TEXT,
      kind TEXT NOT NULL,
      meaning TEXT NOT NULL,
      UNIQUE (catalogue, name)
    );
    CREATE TABLE file (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      text TEXT NOT NULL
    );
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      identity TEXT NOT NULL UNIQUE,
      scenario TEXT NOT NULL,
      title TEXT NOT NULL,
      hash TEXT NOT NULL,
      main TEXT NOT NULL,
      rules TEXT NOT NULL,
      start_year INTEGER NOT NULL,
      turns INTEGER NOT NULL,
      seed TEXT NOT NULL,
      runs_planned INTEGER NOT NULL,
      program_version TEXT NOT NULL,
      gsl_version TEXT NOT NULL,
      platform TEXT NOT NULL,
      catalogue INTEGER NOT NULL REFERENCES catalogue
    );
    CREATE TABLE batch_file (
      batch INTEGER NOT NULL REFERENCES batch,
      path TEXT NOT NULL,
      file INTEGER NOT NULL REFERENCES file,
      PRIMARY KEY (batch, path)
    ) WITHOUT ROWID;
    CREATE TABLE parameter (
      batch INTEGER NOT NULL REFERENCES batch,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('set', 'without')),
      name TEXT NOT NULL,
      value TEXT,
      PRIMARY KEY (batch, position)
    ) WITHOUT ROWID;
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batch,
      replicate INTEGER NOT NULL,
      digest TEXT NOT NULL,
      held INTEGER NOT NULL,
      note TEXT,
      has_trajectory INTEGER NOT NULL,
      UNIQUE (batch, replicate)
    );
    CREATE TABLE result (
      run INTEGER NOT NULL REFERENCES run,
      metric INTEGER NOT NULL REFERENCES metric,
      value REAL,
      PRIMARY KEY (run, metric)
    ) WITHOUT ROWID;
    CREATE TABLE trajectory (
      run INTEGER NOT NULL REFERENCES run,
      turn INTEGER NOT NULL,
      metric INTEGER NOT NULL REFERENCES metric,
      value REAL,
      PRIMARY KEY (run, turn, metric)
    ) WITHOUT ROWID;
    CREATE VIEW batches AS
      SELECT identity AS batch, scenario, seed,
        (SELECT group_concat(
            CASE kind WHEN 'set' THEN name || '=' || value ELSE 'without ' || name END, ', ')
          FROM parameter WHERE parameter.batch = batch.id) AS parameters,
        (SELECT count(*) FROM run WHERE run.batch = batch.id) AS runs,
        runs_planned, program_version
      FROM batch;
    CREATE VIEW runs AS
      SELECT batch.identity AS batch, scenario, seed, replicate, digest, held
      FROM run JOIN batch ON batch.id = run.batch;
    CREATE VIEW results AS
      SELECT batch.identity AS batch, scenario, seed, replicate,
        metric.name AS metric, family, subject, object, value
      FROM batch
        CROSS JOIN metric ON metric.catalogue = batch.catalogue
        CROSS JOIN run ON run.batch = batch.id
        CROSS JOIN result ON result.run = run.id AND result.metric = metric.id;
    CREATE VIEW trajectories AS
      SELECT batch.identity AS batch, scenario, seed, replicate,
        turn, start_year + turn - 1 AS year,
        metric.name AS metric, family, subject, object, value
      FROM batch
        CROSS JOIN metric ON metric.catalogue = batch.catalogue
        CROSS JOIN run ON run.batch = batch.id
        CROSS JOIN trajectory ON trajectory.run = run.id AND trajectory.metric = metric.id;
    """
}
