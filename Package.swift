// swift-tools-version: 6.2
import PackageDescription

// Optimising is five sixths of a release build, and only what plays games and reckons with results
// gains by it. What reads and prints is compiled as it stands.
let unhurried: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

// Each target says what it is for; what it may import is its dependency list and nothing else.
// `make lint` and CI build with `--explicit-target-dependency-import-check error`.
let package = Package(
  name: "statecraft",
  products: [
    .executable(name: "statecraft", targets: ["statecraft"]),
    .library(name: "StatecraftEconomy", targets: ["StatecraftEconomy"]),
    .library(name: "StatecraftEngine", targets: ["StatecraftCore", "StatecraftEngine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // The module map and shim over libgsl.
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    // The module map and shim over libedit: editing, history and completion at the prompt.
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    // Keyed random streams, distributions, quasi-random sequences and quantiles, with Swift errors.
    .target(name: "GSL", dependencies: ["CGSL", "Elementary"]),
    // Exponential, logarithm and the like, the same to the bit on all processors.
    .target(name: "Elementary"),
    // The trade equilibrium: knows numbers, not politics.
    .target(name: "StatecraftEconomy", dependencies: ["Elementary"]),
    // The world, decisions, rules' contracts and adjudication: pure values.
    .target(name: "StatecraftCore", dependencies: ["Elementary"]),
    // Games in strategic form, and what theory says of them without playing.
    .target(name: "StatecraftGames", dependencies: ["StatecraftCore"]),
    // One file per mechanism.
    .target(name: "StatecraftRules", dependencies: ["StatecraftCore", "StatecraftEconomy"]),
    // Utility functions and policies.
    .target(
      name: "StatecraftAgents", dependencies: ["StatecraftCore"], path: "Agents/Policies"),
    // Games on lanes, seeded chance, batches.
    .target(name: "StatecraftEngine", dependencies: ["StatecraftCore", "GSL"]),
    // Scenario files: parsed, then proven.
    .target(
      name: "StatecraftScenario",
      dependencies: [
        "Elementary", "StatecraftCore", "StatecraftEconomy", "StatecraftGames", "StatecraftRules",
        "StatecraftAgents", "Yams",
      ]),
    // Replay files: write, read, verify, tell.
    .target(name: "StatecraftReplay", dependencies: ["StatecraftCore"]),
    // Seats that are not policies, and the session at the table: lines in, lines out.
    .target(
      name: "StatecraftPlayers",
      dependencies: ["StatecraftCore", "StatecraftReplay", "StatecraftAgents"],
      swiftSettings: unhurried),
    // A table for many browsers: the server, its pages, the map. It alone opens a port.
    .target(
      name: "StatecraftServe",
      dependencies: [
        "StatecraftCore", "StatecraftEngine", "StatecraftReplay", "StatecraftPlayers",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("Assets")],
      swiftSettings: unhurried),
    // Intervals, summaries of batches.
    .target(
      name: "StatecraftAnalysis", dependencies: ["StatecraftCore", "StatecraftReplay", "GSL"]),
    // Runs of batches in an SQLite file: kept, resumed, merged, exported. A target of its own, so
    // that the analysis of results stays without SQL.
    .target(
      name: "StatecraftStore",
      dependencies: [
        "StatecraftCore", "StatecraftAnalysis",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: unhurried),
    // Designs over a scenario's parameters, and what they say: indices, effects, luck.
    .target(
      name: "StatecraftSensitivity",
      dependencies: [
        "StatecraftCore", "StatecraftScenario", "StatecraftEngine", "StatecraftAnalysis", "GSL",
      ]),
    // What batches in a store say, for people: pictures by gnuplot, tables, one HTML file.
    .target(
      name: "StatecraftReport",
      dependencies: [
        "StatecraftCore", "StatecraftReplay", "StatecraftScenario", "StatecraftAnalysis",
        "StatecraftStore", "StatecraftSensitivity",
      ],
      swiftSettings: unhurried),
    // Published results beside ours: scenarios of the literature, their cases, games played for them.
    .target(
      name: "StatecraftLiterature",
      dependencies: [
        "StatecraftCore", "StatecraftGames", "StatecraftAgents", "StatecraftScenario",
        "StatecraftEngine", "GSL",
      ],
      swiftSettings: unhurried),
    // The commands: parse, call, print.
    .executableTarget(
      name: "statecraft",
      dependencies: [
        "StatecraftCore", "StatecraftEconomy", "StatecraftRules", "StatecraftAgents",
        "StatecraftEngine", "StatecraftScenario", "StatecraftReplay", "StatecraftPlayers",
        "StatecraftAnalysis", "StatecraftStore", "StatecraftSensitivity", "StatecraftReport",
        "StatecraftLiterature", "StatecraftServe", "GSL", "CEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: unhurried),
    // A sample of a program at the table.
    .executableTarget(name: "balancer", path: "Agents/External/Balancer"),
    // A small made-up world for tests: states, rules and policies that draw.
    .target(
      name: "StatecraftTestSupport", dependencies: ["StatecraftCore"], path: "Tests/Support"),
    .testTarget(
      name: "StatecraftCoreTests", dependencies: ["StatecraftCore", "StatecraftTestSupport"]),
    .testTarget(
      name: "StatecraftEngineTests",
      dependencies: [
        "GSL", "StatecraftCore", "StatecraftEngine", "StatecraftPlayers",
        "StatecraftTestSupport",
      ]),
    .testTarget(
      name: "StatecraftAnalysisTests",
      dependencies: [
        "GSL", "StatecraftAnalysis", "StatecraftCore", "StatecraftEngine", "StatecraftReplay",
        "StatecraftTestSupport",
      ]),
    .testTarget(
      name: "StatecraftStoreTests",
      dependencies: [
        "StatecraftAnalysis", "StatecraftCore", "StatecraftEngine", "StatecraftStore",
        "StatecraftTestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "StatecraftReplayTests",
      dependencies: [
        "StatecraftCore", "StatecraftEngine", "StatecraftReplay", "StatecraftTestSupport",
      ]),
    .testTarget(
      name: "StatecraftSensitivityTests",
      dependencies: [
        "GSL", "StatecraftAnalysis", "StatecraftCore", "StatecraftScenario",
        "StatecraftSensitivity",
      ]),
    .testTarget(name: "StatecraftGamesTests", dependencies: ["StatecraftCore", "StatecraftGames"]),
    .testTarget(
      name: "StatecraftLiteratureTests",
      dependencies: [
        "ReferenceGame",
        "StatecraftAgents", "StatecraftCore", "StatecraftEngine", "StatecraftGames",
        "StatecraftLiterature", "StatecraftRules", "StatecraftScenario", "StatecraftTestSupport",
      ]),
    .testTarget(name: "GSLTests", dependencies: ["CGSL", "GSL"]),
    .testTarget(
      name: "ElementaryTests", dependencies: ["Elementary"], exclude: ["Fixtures", "reference.py"]),
    .testTarget(
      name: "StatecraftEconomyTests", dependencies: ["StatecraftEconomy"]),
    .testTarget(
      name: "StatecraftScenarioTests",
      dependencies: ["StatecraftCore", "StatecraftEconomy", "StatecraftScenario"]),
    // A small world, draws and games for the tests of rules and policies.
    .target(
      name: "StatecraftWorldSupport",
      dependencies: ["StatecraftCore", "StatecraftEconomy", "StatecraftRules"],
      path: "Tests/WorldSupport"),
    .testTarget(
      name: "StatecraftRulesTests",
      dependencies: [
        "StatecraftCore", "StatecraftEconomy", "StatecraftRules", "StatecraftAgents",
        "StatecraftWorldSupport",
      ]),
    .testTarget(
      name: "StatecraftAgentsTests",
      dependencies: [
        "StatecraftCore", "StatecraftRules", "StatecraftAgents", "StatecraftWorldSupport",
      ]),
    .testTarget(
      name: "StatecraftPlayersTests",
      dependencies: [
        "StatecraftCore", "StatecraftAgents", "StatecraftEngine", "StatecraftGames",
        "StatecraftPlayers", "StatecraftReplay", "StatecraftRules", "StatecraftScenario",
        "StatecraftWorldSupport",
      ]),
    .testTarget(
      name: "StatecraftServeTests",
      dependencies: [
        "StatecraftCore", "StatecraftPlayers", "StatecraftReplay", "StatecraftRules",
        "StatecraftServe", "StatecraftWorldSupport",
      ]),
    // A mechanism and an instrument that no source file names, and all who have to know them.
    .testTarget(
      name: "StatecraftMechanismTests",
      dependencies: [
        "StatecraftAgents", "StatecraftAnalysis", "StatecraftCore", "StatecraftEngine",
        "StatecraftPlayers", "StatecraftReplay", "StatecraftRules", "StatecraftScenario",
        "StatecraftStore",
      ]),
    // Numbered adjudication cases (Tests/Cases) and golden replays (Replays/golden).
    .testTarget(
      name: "StatecraftCaseTests",
      dependencies: [
        "GSL", "StatecraftAgents", "StatecraftCore", "StatecraftEngine", "StatecraftLiterature",
        "StatecraftReplay", "StatecraftRules", "StatecraftScenario", "Yams",
      ]),
    // The program as its users meet it: the built executable, run as a process.
    .testTarget(
      name: "StatecraftCommandTests",
      dependencies: [
        "statecraft", "balancer", "StatecraftCore", "StatecraftEngine", "StatecraftScenario",
      ]),
    // Mutates scenarios and all that goes with them, and finds what crashes, hangs or contradicts
    // itself: for those who change the program, so it's no command of it.
    .executableTarget(
      name: "statecraft-fuzz",
      dependencies: [
        "StatecraftAnalysis", "StatecraftCore", "StatecraftEngine", "StatecraftPlayers",
        "StatecraftReplay", "StatecraftScenario", "StatecraftSensitivity", "StatecraftStore",
        "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzzer"),
    .testTarget(name: "StatecraftFuzzTests", dependencies: ["statecraft", "statecraft-fuzz"]),
    // Times and sweeps of the equilibrium by size, cold and warm.
    .executableTarget(
      name: "economy-benchmark", dependencies: ["StatecraftEconomy"],
      path: "Benchmarks/Economy", exclude: ["fixed_point.py", "instructions.sh"]),
    // A small game that every simulation toolkit can express, for times and for its hashes.
    .target(
      name: "ReferenceGame",
      dependencies: [
        "CGSL", "StatecraftCore", "StatecraftEngine", "StatecraftGames", "StatecraftRules",
      ],
      path: "Tests/ReferenceGame"),
    // Times whole games on one thread, and counts their instructions by phase.
    .executableTarget(
      name: "game-benchmark",
      dependencies: ["ReferenceGame", "StatecraftCore", "StatecraftEngine", "StatecraftScenario"],
      path: "Benchmarks/Game", exclude: ["instructions.sh"]),
  ],
  swiftLanguageModes: [.v6]
)
