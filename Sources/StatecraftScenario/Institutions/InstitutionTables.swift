internal import StatecraftCore

/// The columns of the tables of institutions.
enum InstitutionTables {
  private static let month = "A month as YYYY-MM."
  private static let sources = Key.optional(
    "sources", .list(.text(.free)), "Rows of the literature, apart by semicolons.")
  private static let status = Key.required(
    "status", .choice(["seen", "memory", "judgement"]), "How it's known.")
  private static let institution = Key.required(
    "institution", .text(.slug), "An institution's code.")

  private static func words<Word: CaseIterable & RawRepresentable>(_: Word.Type) -> Shape
  where Word.RawValue == String {
    .choice(Word.allCases.map(\.rawValue))
  }

  static let institutions = TableShape(
    columns: [
      .required("code", .text(.slug), "Its code."),
      .required("name", .text(.free), "Its name."),
      .required("kind", words(Institution.Kind.self), "What it is."),
      .required("form", words(Institution.Form.self), "What it rests on."),
      .optional("leader", .text(.stateCode), "Who set it up and carries it."),
      .optional("target", .text(.stateCode), "Against whom it is."),
      .required("exclusive", .flag, "Whether members keep out of the target's own."),
      .required("open", .flag, "Whether whoever meets its terms may join."),
      .required("region", words(Institution.Region.self), "Where it works."),
      .optional("venue", .text(.free), "Where it meets."),
      .optional("cadence_per_year", .number(0...366, unit: "meetings"), "Regular meetings a year."),
      .optional("promised_bn", .number(0...100_000, unit: "bn USD"), "Money promised."),
      .optional("proposed", .text(.free), month),
      .optional("signed", .text(.free), month),
      .optional("in_force", .text(.free), month),
      .optional("ended", .text(.free), month),
      .optional("parent", .text(.slug), "The institution it grew out of or belongs to."),
      .required("decision_rule", .text(.free), "leader, unanimity, majority or qualified(share)."),
      sources, status,
    ], identity: ["code"])

  static let modules = TableShape(
    columns: [
      institution,
      .required("module", .text(.slug), "Its code."),
      .optional("sectors", .list(.text(.free)), "Sectors apart by semicolons; empty for all."),
      .required("domain", words(Module.Domain.self), "What it is about."),
      .required("commitment", words(Module.Commitment.self), "What members owe."),
      .required("sensitivity", .number(0...1, unit: "share"), "How much of it touches security."),
      .required("effect", words(Module.Effect.self), "The channel through which it acts."),
      .required("size", .number(0...1, unit: "share"), "How strongly."),
      .optional("agreed", .text(.free), month), sources, status,
    ], identity: ["institution", "module"])

  static let members = TableShape(
    columns: [
      institution,
      .optional("module", .text(.slug), "One of its modules; empty for all."),
      .required("member", .text(.stateCode), "A state or a group."),
      .optional("since", .text(.free), month),
      .optional("until", .text(.free), "The month in which it's no longer a member."),
      status,
    ], identity: ["institution", "module", "member", "since"])

  static let bodies = TableShape(
    columns: [
      institution,
      .required("body", .text(.free), "Its name."),
      .required("type", words(Body.Kind.self), "What it is."),
      .required("since", .text(.free), month), sources,
    ], identity: ["institution", "body"])

  static let obligations = TableShape(
    columns: [
      institution,
      .required("module", .text(.slug), "The module that obliges."),
      .required("instrument", .text(.free), "The word of an instrument."),
      .required("sectors", .list(.text(.free)), "Sectors apart by semicolons."),
      .required("target", .text(.stateCode), "Against whom."),
      .optional(
        "level", .number(0...10, unit: "the instrument's"),
        "How strict; empty: as strict as the leader's own, times the module's size."), sources,
    ], identity: ["institution", "module", "instrument", "target"])

  static let regions = TableShape(
    columns: [
      .required("region", words(Institution.Region.self), "A region in which institutions work."),
      .required("state", .text(.stateCode), "A state that lies in it or has a part in it."),
    ], identity: ["region", "state"])

  static let groups = TableShape(
    columns: [
      .required("group", .text(.stateCode), "A group's code."),
      .required("member", .text(.stateCode), "A state of it."),
      .optional("since", .text(.free), month),
      .optional("until", .text(.free), month),
    ], identity: ["group", "member", "since"])
}
