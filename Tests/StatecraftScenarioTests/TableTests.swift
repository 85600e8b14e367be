import StatecraftCore
import StatecraftScenario
import Testing

@Suite struct `Tables` {
  private func faults(_ supply: String) -> [String] {
    SmallWorld.faults(SmallWorld.bundle(supply: supply)).map {
      "\($0.file.split(separator: "/").last ?? "") \($0.line):\($0.column) \($0.path)"
    }
  }

  @Test func `Columns may come in any order, with either kind of line break`() throws {
    let plain = try SmallWorld.load()
    let other =
      "\u{FEFF}share,state,sector\r\n0.2,DEU,chips\r\n\r\n0.3,CHN,chips\r\n0.5,USA,\"chips\""
    let turned = try SmallWorld.load(SmallWorld.bundle(supply: other))
    #expect(turned.scenario.start.digest() == plain.scenario.start.digest())
    // The order of rows is part of what a table says, the order of columns isn't.
    #expect(turned.scenario.hash != plain.scenario.hash)
  }

  @Test(arguments: [
    "\u{FEFF}sector;state;share;source\r\nchips;USA;0,5;\r\nchips;CHN;0,3;\"a, b\"\r\n"
      + "chips;DEU;0,2;",
    "sep=;\r\nsector;state;share\r\nchips;USA;0,5\r\nchips;CHN;3e-1\r\nchips;DEU;2,0E-01\r\n",
    "\"\",\"sector\",\"state\",\"share\",\"source\"\n\"1\",\"chips\",\"USA\",0.5,NA\n"
      + "\"2\",\"chips\",\"CHN\",0.3,NA\n\"3\",\"chips\",\"DEU\",0.2,\"NA\"\n",
    "sector\tstate\tshare\nchips\tUSA\t0.5\nchips\tCHN\t0,3\nchips\tDEU\t0.20\n",
  ])
  func `Tables of R and of Excel, also with decimal commas, say the same`(csv: String) throws {
    let other = try SmallWorld.load(SmallWorld.bundle(supply: csv))
    #expect(other.scenario.hash == (try SmallWorld.load().scenario.hash))
    #expect(other.scenario.start.digest() == (try SmallWorld.load().scenario.start.digest()))
  }

  @Test func `R's NA is a missing number, and a text in quotes`() throws {
    let found = faults("sector,state,share\nchips,USA,NA\nchips,CHN,0.3\nchips,\"NA\",0.7\n")
    #expect(found.contains("supply.csv 2:1 economy.supply_shares[0].share"))
    #expect(found.contains("supply.csv 4:7 economy.supply_shares[2].state"))
  }

  @Test func `A table in place equals a table in a file`() throws {
    let yaml = SmallWorld.yaml(
      (
        "supply_shares: data/supply.csv",
        "supply_shares: [{sector: chips, state: USA, share: 0.5}, "
          + "{sector: chips, state: CHN, share: 0.3}, {sector: chips, state: DEU, share: 0.2}]"
      ))
    let inPlace = try SmallWorld.load(SmallWorld.bundle(yaml))
    #expect(inPlace.scenario.start.digest() == (try SmallWorld.load().scenario.start.digest()))
    #expect(!inPlace.bundle.files.contains { $0.path.hasSuffix(".csv") })
  }

  @Test func `Cells are located by line and column`() {
    #expect(
      faults("sector,state,share\nchips,USA,half\nchips,CHN,0.3\nchips,DEX,0.2\n") == [
        "supply.csv 2:11 economy.supply_shares[0].share",
        "supply.csv 4:7 economy.supply_shares[2].state",
      ])
  }

  @Test func `Headers are proven`() {
    #expect(
      faults("sector,stat,share,share\n") == [
        "supply.csv 1:1 economy.supply_shares.state",
        "supply.csv 1:8 economy.supply_shares.stat",
        "supply.csv 1:19 economy.supply_shares.share",
      ])
    #expect(faults("") == ["supply.csv 1:1 economy.supply_shares"])
  }

  @Test func `Quotes and counts of cells are proven`() {
    let found = faults(
      "sector,state,share\nchips,USA\nch\"ips,USA,1\n\"chips\"x,USA,1\nchips,\"USA,1")
    #expect(found.contains("supply.csv 2:1 economy.supply_shares"))
    #expect(found.contains("supply.csv 3:3 economy.supply_shares"))
    #expect(found.contains("supply.csv 4:8 economy.supply_shares"))
    #expect(found.contains("supply.csv 5:7 economy.supply_shares"))
  }

  @Test func `A missing cell and a second row are faults`() {
    let found = faults("sector,state,share\nchips,USA,\nchips,CHN,0.3\nchips,CHN,0.7\n")
    #expect(found.contains("supply.csv 2:1 economy.supply_shares[0].share"))
    #expect(found.contains("supply.csv 4:1 economy.supply_shares[2]"))
  }

  @Test(arguments: ["/etc/passwd", "../../../x.csv", "data/none.csv"])
  func `A path that leads nowhere is a fault where it's named`(path: String) {
    let yaml = SmallWorld.yaml(("data/supply.csv", path))
    let faults = SmallWorld.faults(SmallWorld.bundle(yaml))
    #expect(faults.contains { $0.line == 19 && $0.path == "economy.supply_shares" })
  }
}
