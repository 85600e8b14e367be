import StatecraftCore
import StatecraftEconomy
import StatecraftScenario
import Testing

@Suite struct `A published input-output table` {
  private static let head = """
    format: 1
    name: io
    title: A small table
    states: [{code: AAA}, {code: BBB}]
    sectors: [{code: food}, {code: steel}]

    """
  private static let good = """
    country,industry,Z:AAA.food,Z:AAA.steel,Z:BBB.food,Z:BBB.steel,F:AAA,F:BBB,output
    AAA,food,10,5,1,2,50,10,78
    AAA,steel,4,20,2,6,30,15,77
    BBB,food,2,1,12,3,8,40,66
    BBB,steel,3,9,4,30,10,60,116
    """

  private func load(
    _ table: String, _ keys: String = "", sectors: String? = nil
  ) throws -> LoadedEconomy {
    var body = Self.head
    if let sectors { body = body.replacing("[{code: food}, {code: steel}]", with: sectors) }
    return try ScenarioLoader().loadEconomy(
      "io.yaml",
      from: Texts([
        "io.yaml": body + "economy: {input_output: io.csv\(keys)}", "io.csv": table,
      ]))
  }

  private func faults(_ table: String, _ keys: String = "", sectors: String? = nil) -> [String] {
    do {
      _ = try load(table, keys, sectors: sectors)
      return []
    } catch let error as ScenarioFaults {
      return error.faults.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  private static let traded =
    "[{code: food, elasticity_theta: 4}, {code: steel, elasticity_theta: 6}]"

  @Test(arguments: [78.000001, 78.01, 77.93])
  func `Rounding is told, and sales are taken`(output: Double) throws {
    let economy = try load(Self.good.replacing(",78", with: ",\(output)"))
    #expect(economy.warnings.count == 1)
    #expect(economy.warnings[0].message.contains("AAA.food"))
    #expect(economy.table?.output[0] == 78)
    #expect(try load(Self.good).warnings.isEmpty)
  }

  @Test func `More than rounding is a fault, whose size the file can set`() throws {
    let table = Self.good.replacing(",78", with: ",79")
    #expect(faults(table) == ["AAA.food has an output of 79.0 and sales of 78.0"])
    #expect(try load(table, ", table_tolerance: 0.02").table?.output[0] == 78)
    #expect(faults(Self.good.replacing(",78", with: ",78.0001"), ", table_tolerance: 0").count == 1)
  }

  private static let inventories = good.replacing("50,10,78", with: "50,-10,58")

  @Test func `Inventories that shrink stand in a table, and a trade economy has to fold them`()
    throws
  {
    let kept = try load(Self.inventories)
    #expect(kept.table?.final[1] == -10)
    #expect(kept.warnings.count == 1 && kept.warnings[0].message.contains("inventories: fold"))
    let messages = faults(Self.inventories, sectors: Self.traded)
    #expect(messages.contains { $0.contains("inventories: fold") })
    let folded = try load(Self.inventories, ", inventories: fold", sectors: Self.traded)
    let table = try #require(folded.table)
    // Recipes stay, final sales below zero count as nothing, and outputs are what is needed.
    #expect(table.final[1] == 0)
    #expect(abs(table.intermediate[1] / table.output[1] - 5.0 / 77) < 1e-12)
    #expect(table.output[0] > 58)
    let sold = (0..<4).reduce(table.final[0]) { $0 + table.intermediate[$1] }
    #expect(abs(sold / table.output[0] - 1) < 1e-12)
    #expect(folded.baseline != nil)
  }

  private static let office = """
    ;;AAA;AAA;BBB;BBB;AAA;AAA;BBB;total
    ;;Food;Steel;Food;Steel;households;stocks;households;
    AAA;Food;10;5;1;2;45;5;10;78
    AAA;Steel;4;20;2;6;30;0;15;77
    BBB;Food;2;1;12;3;8;0;40;66
    BBB;Steel;3;9;4;30;10;0;60;116
    total;value added;59;42;47;75;;;;
    """
  private static let mapping = """
    label,state,sector,use
    AAA.Food,AAA,food,
    AAA.Steel,AAA,steel,
    BBB.Food,BBB,food,
    BBB.Steel,BBB,steel,
    AAA.households,AAA,,
    AAA.stocks,AAA,,
    BBB.households,BBB,,final
    total,,,output
    total.value added,,,skip
    """
  private static let mapped = """
    economy:
      input_output:
        {table: office.csv, mapping: map.csv, separator: semicolon, header_rows: 2,
        label_columns: 2}
    """

  private func mapped(_ mapping: String, _ table: String = office) throws -> LoadedEconomy {
    try ScenarioLoader().loadEconomy(
      "io.yaml",
      from: Texts([
        "io.yaml": Self.head + Self.mapped, "office.csv": table, "map.csv": mapping,
      ]))
  }

  @Test func `Labels are mapped to industries, and labels that mean the same add up`() throws {
    #expect(try mapped(Self.mapping).table == load(Self.good).table)
    // Both sectors of the second state as one: its steel counts as food.
    let merged = Self.mapping.replacing("BBB.Steel,BBB,steel", with: "BBB.Steel,BBB,food")
    #expect(throws: ScenarioFaults.self) { try mapped(merged) }
  }

  @Test func `What a mapping leaves out is named`() {
    func messages(_ mapping: String, _ table: String = Self.office) -> String {
      do {
        _ = try mapped(mapping, table)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      messages(Self.mapping.replacing("AAA.stocks,AAA,,\n", with: "")).contains("‘AAA.stocks’"))
    #expect(messages(Self.mapping.replacing("AAA.Food,AAA,food,\n", with: "")).contains("AAA.food"))
    #expect(
      messages(Self.mapping, Self.office.replacing(";45;", with: ";4o5;")).contains("line 3"))
  }
}
