// Words that two passages share, marked in both. Comparison ignores case and the two habits of placing a tone mark.

const WORD = /[\p{L}\p{N}]+(?:[.,/][\p{L}\p{N}]+)*/gu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;

/** A syllable with its tone mark on the first vowel of oa, oe, uy, as in "hòa". */
function plainSyllable(word) {
  const lower = word.normalize("NFC").toLowerCase();
  if (lower.length > 7 || !/(o[^a-z]|u[^a-z])$/.test(lower)) return lower;
  const apart = lower.normalize("NFD");
  const tone = apart.match(TONE);
  if (!tone) return lower;
  const bare = apart.replace(TONE, "").normalize("NFC");
  if (!/(oa|oe|uy)$/.test(bare) || /qu[yae]$/.test(bare)) return lower;
  return (bare.slice(0, -1) + tone[0]).normalize("NFC") + bare.slice(-1);
}

const SAME = new Map([["ai", "ttnt"]]);

function wordsOf(text) {
  const found = [];
  for (const match of text.matchAll(WORD)) {
    const key = plainSyllable(match[0]);
    found.push({ key: SAME.get(key) || key, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** All pairs of neighbouring words of some texts. */
function pairsOf(texts) {
  const pairs = new Set();
  for (const text of texts) {
    const words = wordsOf(text);
    for (let i = 1; i < words.length; i += 1) pairs.add(words[i - 1].key + " " + words[i].key);
  }
  return pairs;
}

/** The stretches of a text whose words stand, two or more in a row, among `pairs`: [[start, end], …]. */
function sharedStretches(text, pairs) {
  const words = wordsOf(text);
  const stretches = [];
  for (let i = 1; i < words.length; i += 1) {
    if (!pairs.has(words[i - 1].key + " " + words[i].key)) continue;
    const last = stretches[stretches.length - 1];
    if (last && last[1] === words[i - 1].end) last[1] = words[i].end;
    else stretches.push([words[i - 1].start, words[i].end]);
  }
  return stretches;
}

/** Text with marked stretches, as a list of texts and <mark> elements. `places` must be in order and disjoint. */
function marked(text, places, className = "shared") {
  const parts = [];
  let at = 0;
  for (const [start, end] of places) {
    if (start < at || end > text.length) continue;
    parts.push(text.slice(at, start), h("mark", { class: className }, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

// Offsets in the data count code points; a string here counts UTF-16 units. They differ only beyond the basic plane.
function unitOffset(text, points) {
  if (!/[\ud800-\udbff]/.test(text)) return points;
  let units = 0;
  for (const char of text) {
    if (points <= 0) break;
    points -= 1;
    units += char.length;
  }
  return units;
}
