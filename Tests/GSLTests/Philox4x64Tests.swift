import GSL
import Testing

/// How NumPy's words here were made; `words(c, k, n)` with the counter and key of the test:
///
///     import numpy as np
///     def words(c, k, n):
///       c, k = (np.array(x, dtype=np.uint64) for x in (c, k))
///       print([hex(w) for w in np.random.Philox(counter=c, key=k).random_raw(n)])
struct Philox4x64Tests {
  private func words(
    _ count: Int, key: Philox4x64.Key, counter: Philox4x64.Block
  ) -> [UInt64] {
    var philox = Philox4x64(key: key, counter: counter)
    return (0..<count).map { _ in philox.next() }
  }

  @Test func `Blocks are Random123's known answers`() {
    let all = UInt64.max
    #expect(
      Philox4x64.block(counter: (0, 0, 0, 0), key: (0, 0)) == (
        0x1655_4D9E_CA36_314C, 0xDB20_FE9D_672D_0FDC,
        0xD7E7_72CE_E186_176B, 0x7E68_B68A_EC7B_A23B
      ))
    #expect(
      Philox4x64.block(counter: (all, all, all, all), key: (all, all)) == (
        0x87B0_92C3_013F_E90B, 0x438C_3C67_BE8D_0224,
        0x9CC7_D7C6_9CD7_77B6, 0xA09C_AEBF_594F_0BA0
      ))
    #expect(
      Philox4x64.block(
        counter: (
          0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344,
          0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89
        ),
        key: (0x4528_21E6_38D0_1377, 0xBE54_66CF_34E9_0C6C)
      ) == (
        0xA528_F454_03E6_1D95, 0x38C7_2DBD_566E_9788,
        0xA5A1_610E_72FD_18B5, 0x57BD_43B5_E52B_7FE6
      ))
  }

  @Test func `Words come in NumPy's order`() {
    #expect(
      words(12, key: (42, 0), counter: (0, 0, 0, 0)) == [
        0xD1F8_817D_4D62_880E, 0x3072_66B6_5CC8_797E, 0xDE1F_04E7_F084_ED03,
        0x6503_4A8E_78CD_1E59, 0x5E3D_AA89_61C3_E3D3, 0x6F37_DEA4_A04B_D05C,
        0x31D3_A1AE_26E1_90B9, 0x0FEF_7FAE_0AB2_A01A, 0xE075_D4E3_61A8_57A3,
        0xC45C_9A0E_3834_D9B8, 0x5996_3B8B_0A68_88A7, 0x0AF1_3E4F_D3F6_BC82,
      ])
  }

  @Test func `Counters carry as NumPy's do`() {
    let all = UInt64.max
    #expect(
      words(8, key: (1, 2), counter: (all, 0, 5, 6)) == [
        0x65A7_D616_F323_396C, 0x24B5_5E61_A6DE_8D3A, 0xC0EE_5628_59B7_D565,
        0xEACE_C3D2_8E89_189D, 0xD050_ABE4_C140_16A6, 0x5942_91E0_880B_7991,
        0xE002_1CAA_4636_EDF0, 0x27C1_416B_015C_37AB,
      ])
    #expect(
      words(8, key: (1, 2), counter: (all - 1, all, 5, 6)) == [
        0x4B10_C8A2_E83E_B258, 0xA173_A748_4F13_AC88, 0xDAE2_A2A9_B61C_2586,
        0xBA34_1642_374F_59E6, 0x5F48_C7F3_EB17_1F81, 0x72B7_15C1_FE68_50CA,
        0xB640_4C2C_8E7E_F49F, 0x54B6_F630_6C51_9D0F,
      ])
    #expect(
      words(6, key: (1, 2), counter: (all, all, all, 6)) == [
        0x72F3_E452_25A9_A333, 0x2834_6029_41C9_041A, 0xB454_4BB2_DBB4_F322,
        0x2714_05FA_C975_A711, 0xF9AF_F2D1_7DDF_FFAE, 0x19D3_1C1F_0A42_C810,
      ])
    #expect(
      words(6, key: (1, 2), counter: (all, all, all, all)) == [
        0x46FD_F329_C224_985E, 0x49EB_D8A2_8E9E_C134, 0x528E_3EF0_7E63_0D40,
        0x69A5_7877_B5C5_20C8, 0x4F2F_4313_B553_6B09, 0x5B61_7BE3_219F_F32A,
      ])
  }

  /// `np.random.Generator(np.random.Philox(counter=[1, 2, 3, 4], key=[7, 8])).random(6)`
  @Test func `Uniform numbers are NumPy's`() {
    var philox = Philox4x64(key: (7, 8), counter: (1, 2, 3, 4))
    #expect(
      (0..<6).map { _ in philox.nextUniform() } == [
        0.8335342423150118, 0.8784904899690704, 0.6607056295001431,
        0.3845886683009997, 0.986081868016194, 0.7426677978603603,
      ])
  }
}
