internal import StatecraftAnalysis
internal import StatecraftCore
internal import StatecraftEngine
internal import StatecraftScenario

/// What is played for predictions: each variant once, whoever asks for it.
struct PredictionPlan {
  /// A scenario, and the metrics that are asked of it, by their places in its catalogue.
  struct Side {
    let identity: [String]
    let scenario: Scenario
    let catalogue: MetricCatalogue
    var places: [Int] = []
  }

  /// Where a term's value is found: which side, and which of its places.
  private struct Address { let side, place: Int }

  private(set) var sides: [Side] = []
  /// By prediction, test and term.
  private var addresses: [[[Address]]] = []
  private let predictions: [Prediction]

  /// Loads all that is played.
  ///
  /// - Throws: ``Failure`` with every fault.
  init(_ predictions: [Prediction], overrides: [String]) throws {
    self.predictions = predictions
    var faults: [String] = []
    for prediction in predictions {
      do throws(Failure) {
        addresses.append(try addresses(of: prediction, overrides))
      } catch {
        faults.append("\(prediction.id): \(error.message)")
      }
    }
    guard faults.isEmpty else { throw Failure(.faultyScenario, faults.joined(separator: "\n")) }
  }

  private mutating func addresses(
    of prediction: Prediction, _ overrides: [String]
  ) throws(Failure) -> [[Address]] {
    var found: [[Address]] = []
    for test in prediction.tests {
      var row: [Address] = []
      for term in test.terms {
        let variant = prediction.variants.first { $0.name == term.variant }
        let side = try side(
          prediction.scenario, set: overrides + (variant?.set ?? []),
          without: variant?.without ?? [])
        do {
          let place = try sides[side].catalogue.index(of: term.metric)
          if let known = sides[side].places.firstIndex(of: place) {
            row.append(Address(side: side, place: known))
          } else {
            sides[side].places.append(place)
            row.append(Address(side: side, place: sides[side].places.count - 1))
          }
        } catch {
          throw Failure(.faultyScenario, "test ‘\(test.name)’: \(error)")
        }
      }
      found.append(row)
    }
    return found
  }

  /// The place of what is played, loaded when it isn't there yet.
  private mutating func side(
    _ scenario: String, set: [String], without: [String]
  ) throws(Failure) -> Int {
    let identity = [scenario] + set + ["–"] + without
    if let known = sides.firstIndex(where: { $0.identity == identity }) { return known }
    do {
      let loaded = try ScenarioLibrary.ours.load(scenario, set: set, without: without).scenario
      sides.append(
        Side(
          identity: identity, scenario: loaded,
          catalogue: MetricCatalogue(setting: loaded.setting)))
    } catch {
      throw Failure(.faultyScenario, "\(error)")
    }
    return sides.count - 1
  }

  /// Plays run k of every side with the same luck.
  ///
  /// - Returns: by prediction and test, what came of it.
  /// - Throws: ``Failure`` when a game fails or it's stopped: half of the sides say nothing.
  func play(
    runs: Int, seed: UInt64, jobs: Int, progress: (Int) -> Void
  ) async throws -> [[PairedSum]] {
    var values: [[[Double]]] = []
    for (number, side) in sides.enumerated() {
      var rows: [[Double]] = []
      let (setting, catalogue, places) = (side.scenario.setting, side.catalogue, side.places)
      do {
        _ = try await Batch(
          side.scenario, seed: seed, replicates: 0..<UInt64(runs), jobs: jobs
        ).run(
          measure: { result in
            let all = catalogue.values(of: RunOutcome(of: result.world, setting: setting))
            return places.map { all[$0] }
          },
          progress: { progress(number * runs + $0) },
          reduce: { _, row in
            rows.append(row)
            return .proceed
          })
      } catch let error as BatchError {
        throw Failure(.failed, "‘\(side.identity.joined(separator: " "))’: \(error)")
      }
      guard rows.count == runs else {
        throw Failure(.failed, "Stopped before all games were played: there are no verdicts.")
      }
      values.append(rows)
    }
    return zip(predictions, addresses).map { prediction, addresses in
      zip(prediction.tests, addresses).map { test, row in
        var sum = PairedSum(
          kinds: row.map { address in
            let side = sides[address.side]
            return side.catalogue.metrics[side.places[address.place]].kind
          }, weights: test.terms.map(\.weight))
        for run in 0..<runs { sum.add(row.map { values[$0.side][run][$0.place] }) }
        return sum
      }
    }
  }
}
