const WORDS =
  'kettle teapot order parcel tomorrow refund ☕ 🫖 größer Straße 你好 привет مرحبا שלום e\u0301 👩🏽‍💻 <b>bold</b> "quoted" a&b \\ / null 0 —'.split(
    " ",
  );
const LONGEST = 4000;

/** Text as a person might write it: mostly short, in many scripts, sometimes in many lines or as long as allowed. */
export function text(random, label) {
  const words = Array.from({ length: random.whole(1, 12) }, () => random.pick(WORDS));
  const body = `${label} ${words.join(random.chance(0.05) ? "\n" : " ")}`;
  return random.chance(0.002) ? body + "ö".repeat(LONGEST - [...body].length) : body;
}
