package dev.hark.words;

/** Characters that nobody sees: soft hyphens, of no width, marks of direction and of variants. */
final class Invisible {
  private static final int[][] RANGES = {
    {0x00AD, 0x00AD},
    {0x034F, 0x034F},
    {0x061C, 0x061C},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x200B, 0x200F},
    {0x202A, 0x202E},
    {0x2060, 0x206F},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB},
    {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
  };

  private Invisible() {}

  /** As Unicode's Default_Ignorable_Code_Point says, and the marks of annotations. */
  static boolean is(int character) {
    for (int[] range : RANGES) {
      if (character <= range[1]) {
        return character >= range[0];
      }
    }
    return false;
  }
}
