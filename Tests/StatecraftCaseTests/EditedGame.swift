import Foundation
import StatecraftCore
import StatecraftEngine
import StatecraftReplay
import StatecraftScenario

/// A small game and the lines of its replay, to be edited leaf by leaf.
struct EditedGame {
  let scenario: Scenario
  let replay: Replay
  /// The header, the turns, the end.
  let lines: [JSONValue]
  private let bytes: [[UInt8]]

  init(_ path: String, set: [String]) async throws {
    let loaded = try ScenarioLoader().load(
      path, from: DiskFiles(folders: [Repository.root]), set: set)
    scenario = loaded.scenario
    let header = ReplayHeader(
      scenario, bundle: loaded.bundle, seed: 7, replicate: 2, programVersion: "1",
      gslVersion: "2", hasDraws: true, hasDeliberations: true)
    let game = Game(scenario, seed: 7, replicate: 2, recording: .all)
    let records = Records()
    _ = try await game.play { await records.add($0) }
    var encoder = ReplayEncoder(header)
    var bytes = [encoder.headerLine()]
    let all = await records.all
    for record in all { bytes.append(encoder.line(for: record)) }
    let outcome = RunOutcome(of: all[all.count - 1].world, setting: scenario.setting)
    bytes.append(
      encoder.endLine(outcome: OutcomeField.fields(of: outcome, in: scenario.setting.roster)))
    self.bytes = bytes
    lines = try bytes.map { try JSONValue($0[...]) }
    replay = try ReplayReader.read(bytes.flatMap(\.self), file: "game")
  }

  /// What comes of reading an edited replay.
  enum Reading {
    case refused(ReplayError)
    case read(Replay)
  }

  /// The replay with one leaf edited; a header gets the seal that fits it.
  func edited(line: Int, _ leaf: Leaf) throws -> Reading {
    var all = bytes
    all[line] = Array(lines[line].replacing(leaf.steps[...]).text.utf8) + [0x0A]
    if line == 0 { all[0] = Self.sealed(all[0]) }
    do {
      return .read(try ReplayReader.read(all.flatMap(\.self), file: "game"))
    } catch {
      return .refused(error)
    }
  }

  private static func sealed(_ line: [UInt8]) -> [UInt8] {
    guard let place = String(decoding: line, as: UTF8.self).range(of: ",\"seal\":") else {
      return line
    }
    let text = String(decoding: line, as: UTF8.self)[..<place.lowerBound]
    var digest = Digest()
    for byte in text.utf8 { digest.add(UInt64(byte)) }
    return Array((text + ",\"seal\":\"\(digest.hexadecimal)\"}\n").utf8)
  }

  /// As `replay verify` does it: from the record, then drawn anew.
  func verify(_ replay: Replay) async throws -> ReplayDifference? {
    let setting = scenario.setting
    let verifier = try ReplayVerifier(
      replay, making: { _ in scenario },
      outcome: {
        OutcomeField.fields(of: RunOutcome(of: $0, setting: setting), in: setting.roster)
      })
    if replay.header.hasDraws, let difference = try verifier.verifyFromRecord() {
      return difference
    }
    return try await verifier.verifyDrawnAnew { header, scenario, observer in
      let recording = Recording(
        draws: header.hasDraws, deliberations: header.hasDeliberations)
      _ = try await Game(
        scenario, seed: header.seed, replicate: header.replicate, recording: recording
      ).play(observer: observer)
    }
  }
}

private actor Records {
  private(set) var all: [TurnRecord] = []

  func add(_ record: TurnRecord) { all.append(record) }
}

/// A number, text or flag of a line, and the way to it.
struct Leaf: CustomStringConvertible {
  enum Step: Equatable {
    case key(String)
    case item(Int)
  }

  let steps: [Step]

  var description: String {
    steps.map { step in
      switch step {
      case .key(let key): ".\(key)"
      case .item(let index): "[\(index)]"
      }
    }.joined()
  }

  /// The way without the places in lists but the last: leaves of one kind have one meaning.
  var kind: String {
    steps.enumerated().map { index, step in
      switch step {
      case .key(let key): key == key.uppercased() ? "*" : key
      case .item(let item): index == steps.count - 1 && item < 8 ? "\(item)" : "*"
      }
    }.joined(separator: ".")
  }

  /// Whether a difference says which part of a turn this is, and whose.
  func isNamed(by difference: ReplayDifference) -> Bool {
    guard case .key(let part)? = steps.first else { return false }
    switch (part, difference.part) {
    case ("year", .year), ("digest", .digest), ("events", .event), ("draws", .draw),
      ("policy_draws", .draw):
      return true
    case ("decisions", .decision), ("deliberations", .deliberation):
      return steps.count > 1 && steps[1] == .key(difference.subject ?? "")
    case ("fingerprints", .column(let column)):
      return steps.count > 1 && steps[1] == .key(column) && difference.subject != nil
    case ("indicators", .indicator(let name)):
      guard steps.count > 1, case .key(let key) = steps[1] else { return false }
      return name.hasPrefix(key) && difference.subject != nil
    default: return false
    }
  }
}

extension [Leaf] {
  /// A few of each kind, in order.
  func sampled(perKind most: Int) -> [Leaf] {
    var counts: [String: Int] = [:]
    return filter { leaf in
      counts[leaf.kind, default: 0] += 1
      return counts[leaf.kind, default: 0] <= most
    }
  }
}

extension JSONValue {
  var leaves: [Leaf] { leaves(below: []) }

  var keys: [String] { if case .object(let members) = self { members.map(\.key) } else { [] } }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
  }

  private func leaves(below steps: [Leaf.Step]) -> [Leaf] {
    switch self {
    case .array(let items):
      items.enumerated().flatMap { $1.leaves(below: steps + [.item($0)]) }
    case .object(let members):
      members.flatMap { $0.value.leaves(below: steps + [.key($0.key)]) }
    case .null, .bool, .number, .string: [Leaf(steps: steps)]
    }
  }

  /// The value with another leaf in one place.
  func replacing(_ steps: ArraySlice<Leaf.Step>) -> JSONValue {
    guard let step = steps.first else { return other }
    switch (self, step) {
    case (.array(let items), .item(let place)):
      return .array(
        items.enumerated().map { $0 == place ? $1.replacing(steps.dropFirst()) : $1 })
    case (.object(let members), .key(let key)):
      return .object(
        members.map {
          $0.key == key
            ? Member(key: key, value: $0.value.replacing(steps.dropFirst())) : $0
        })
    default: return self
    }
  }

  /// Another leaf of the same kind.
  private var other: JSONValue {
    switch self {
    case .null: return .string("A")
    case .bool(let flag): return .bool(!flag)
    case .number(let number): return .number(number == 0 ? 1 : number * 1.5)
    case .string(let text):
      // A digit that differs keeps a number or a fingerprint what it is.
      guard let place = text.lastIndex(where: \.isNumber) else { return .string(text + "x") }
      let digit: Character = text[place] == "1" ? "2" : "1"
      return .string(text[..<place] + String(digit) + text[text.index(after: place)...])
    case .array, .object: return self
    }
  }

  /// The value as a line of a replay has it.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 && number.sign == .plus
        ? "\(Int(number))" : "\(number)"
    case .string(let text): Self.quoted(text)
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ",")
        + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
