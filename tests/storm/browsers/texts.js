const WORDS =
  'kettle teapot order parcel tomorrow refund ☕ 🫖 größer Straße 你好 привет مرحبا שלום e\u0301 👩🏽‍💻 <b>bold</b> "quoted" a&b \\ / null 0 —'.split(
    " ",
  );
const LONGEST = 4000;

/** What a person might write: mostly short, of many scripts, now and then many lines or as long as is allowed. */
export function text(random, label) {
  const words = Array.from({ length: random.whole(1, 12) }, () => random.pick(WORDS));
  const said = `${label} ${words.join(random.chance(0.05) ? "\n" : " ")}`;
  return random.chance(0.002) ? said + "ö".repeat(LONGEST - [...said].length) : said;
}
