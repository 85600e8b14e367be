internal import StatecraftCore

// A scenario's own instruments and its rules' own orders, as a replay's header keeps them.

extension JSONOutput {
  mutating func instrument(_ instrument: Instrument) {
    object { object in
      for (key, text) in [
        ("word", instrument.word), ("name", instrument.name),
        ("side", instrument.side.rawValue), ("channel", instrument.channel.rawValue),
        ("route", instrument.route.rawValue), ("help", instrument.help),
      ] {
        object.key(key)
        object.string(text)
      }
      object.key("scope")
      object.strings(instrument.scope.words)
      for (key, number) in [("most", instrument.most), ("leakage", instrument.leakage)] {
        guard let number else { continue }
        object.key(key)
        object.number(number)
      }
      for (parameter, value) in instrument.parameterValues {
        object.key(parameter.name)
        object.number(value)
      }
      for (key, flag) in [
        ("waivers", instrument.hasWaivers), ("breaks_rules", instrument.breaksRules),
        ("asked", instrument.isAskedOfFollowers),
      ] {
        object.key(key)
        object.bool(flag)
      }
      object.key("needs")
      object.strings(instrument.needs.map(\.rawValue))
      object.key("sources")
      object.strings(instrument.sources)
    }
  }
}

extension Instrument {
  init(_ node: JSONNode) throws(Malformed) {
    func word<Value: RawRepresentable<String>>(_ key: String) throws(Malformed) -> Value {
      let text = try node.get(key).string()
      guard let value = Value(rawValue: text) else {
        throw Malformed("‘\(key)’ can't be ‘\(text)’")
      }
      return value
    }
    self.init(
      word: try node.get("word").string(), name: try node.get("name").string(),
      side: try word("side"), channel: try word("channel"),
      scope: Scope(words: try node.get("scope").strings()), help: try node.get("help").string())
    route = try word("route")
    most = try node.optional("most")?.number()
    leakage = try node.optional("leakage")?.number()
    for (parameter, _) in parameterValues {
      do {
        try set(parameter.name, to: try node.get(parameter.name).number())
      } catch {
        throw Malformed("\(error)")
      }
    }
    hasWaivers = try node.get("waivers").bool()
    breaksRules = try node.get("breaks_rules").bool()
    isAskedOfFollowers = try node.get("asked").bool()
    needs = try node.get("needs").strings().compactMap(Need.init(rawValue:))
    sources = try node.get("sources").strings()
  }
}

extension JSONOutput {
  mutating func act(_ act: Act) {
    object { object in
      for (key, text) in [("word", act.word), ("rule", act.rule), ("help", act.help)] {
        object.key(key)
        object.string(text)
      }
      object.key("places")
      object.strings(act.places.map(\.rawValue))
      switch act.level {
      case .none: break
      case .upTo(let most):
        object.key("most")
        object.number(most)
      case .percentOfGDP:
        object.key("is_money")
        object.bool(true)
      }
    }
  }
}

extension Act {
  init(_ node: JSONNode) throws(Malformed) {
    let places = try node.get("places").map { (place) throws(Malformed) in
      guard let known = Place(rawValue: try place.string()) else {
        throw place.wrong("sector, state or pole")
      }
      return known
    }
    let most = try node.optional("most")?.number()
    let isMoney = try node.optional("is_money")?.bool() ?? false
    self.init(
      try node.get("word").string(), places,
      isMoney ? .percentOfGDP : most.map(Level.upTo) ?? .none,
      rule: try node.get("rule").string(), help: try node.get("help").string())
  }
}
