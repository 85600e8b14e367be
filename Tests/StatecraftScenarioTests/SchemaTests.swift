import Foundation
import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `The JSON Schema` {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `It's JSON, the same each time`() throws {
    let text = ScenarioSchema().json()
    #expect(text == ScenarioSchema().json())
    #expect(
      try object(text)["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    _ = try object(ScenarioSchema().profileJSON())
  }

  @Test func `Every rule and parameter is in it, with its bounds`() throws {
    let properties = try #require(
      try object(ScenarioSchema().json())["properties"] as? [String: Any])
    let rules = try #require(
      (properties["rules"] as? [String: Any])?["properties"] as? [String: Any])
    for rule in ScenarioCatalogue.standard.rules {
      let own = try #require((rules[rule.name] as? [String: Any])?["properties"] as? [String: Any])
      for parameter in rule.parameters {
        let schema = try #require(own[parameter.name] as? [String: Any])
        #expect(schema["minimum"] as? Double == parameter.range.lowerBound)
        #expect((schema["description"] as? String)?.hasPrefix(parameter.meaning) == true)
      }
    }
  }

  @Test func `Every key that the reader knows is in it, and no other`() throws {
    // The small world uses most keys; each must be found at the same place in the schema, and the
    // reader must refuse what the schema doesn't have.
    let schema = try object(ScenarioSchema().json())
    for path in [
      ["format"], ["states", "election_years"], ["sectors", "elasticity_theta"],
      ["economy", "recipes", "cost_share"], ["economy", "frictions", "agreement_factor"],
      ["economy", "sourcing", "supplier"], ["technology", "exponent"], ["technology", "level"],
      ["relations", "ties", "defence"], ["controls", "strictness_or_rate"],
      ["limits", "investment_percent_max"], ["outcome", "ally_alignment"],
      ["profiles", "*", "governments", "r_scale"], ["profiles", "*", "script", "orders"],
    ] {
      #expect(find(path[...], in: schema), "\(path)")
    }
    #expect(!find(["economy", "recipes", "price"], in: schema))
  }

  @Test func `Economies and shocks have schemas of their own`() throws {
    let economy = try object(ScenarioSchema().economyJSON())
    for path in [
      ["states", "size"], ["sectors", "input_elasticity"], ["economy", "levels", "iceberg"],
      ["economy", "input_output", "intermediate"], ["economy", "capacity", "rent_share"],
      ["experiments", "shocks", "weight_after"], ["cases", "set"], ["published", "tolerance"],
      ["literature", "claim"],
    ] {
      #expect(find(path[...], in: economy), "\(path)")
    }
    #expect(!find(["rules"], in: economy))
    #expect(find(["shocks", "leak"], in: try object(ScenarioSchema().shocksJSON())))
    #expect(find(["published", "measure"], in: try object(ScenarioSchema().json())))
    let injects = try object(InjectReader.schemaJSON())
    #expect(find(["injects", "turn"], in: injects) && find(["injects", "inject"], in: injects))
    #expect(!find(["injects", "shock"], in: injects))
  }

  private func find(_ path: ArraySlice<String>, in schema: [String: Any]) -> Bool {
    guard let key = path.first else { return true }
    let alternatives =
      (schema["anyOf"] as? [[String: Any]] ?? [])
      + [schema["items"] as? [String: Any]].compactMap(\.self)
    if alternatives.contains(where: { find(path, in: $0) }) { return true }
    if key == "*", let any = schema["additionalProperties"] as? [String: Any] {
      return find(path.dropFirst(), in: any)
    }
    guard let next = (schema["properties"] as? [String: Any])?[key] as? [String: Any] else {
      return false
    }
    return find(path.dropFirst(), in: next)
  }
}
