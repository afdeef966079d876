import type { Bytes } from './bytes';

/** Decodes every `%XX`, as Go's `url.PathUnescape` does; undefined where one is malformed. */
export function unescape(text: Bytes): Bytes | undefined {
  if (!text.includes('%')) return text;
  let decoded = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char !== '%') {
      decoded += char;
      continue;
    }
    const hex = text.slice(i + 1, i + 3);
    if (!/^[0-9a-fA-F]{2}$/.test(hex)) return undefined;
    decoded += String.fromCharCode(Number.parseInt(hex, 16));
    i += 2;
  }
  return decoded;
}

/** A path's own encoding if Go takes it for a valid one, else Go's encoding of the decoded path. */
export function escapedPath(raw: Bytes, decoded: Bytes): Bytes {
  if (/^[\w\-.~!$&'()*+,;=:@/[\]%]*$/.test(raw)) return raw;
  return decoded.replace(/[^\w\-.~$&+,/:;=@]/g, (char) => percent(char.charCodeAt(0)));
}

/** Only in this spelling, with capital letters, does Traefik keep a character encoded. */
const RESERVED: ReadonlySet<Bytes> = new Set(
  Array.from(":/?#[]@!$&'()*+,;=%", (char) => percent(char.charCodeAt(0))),
);

/**
 * The path that rules are matched on: all is decoded but the reserved characters, so that `/foo bar` in a rule
 * matches `/foo%20bar` while `/foo/bar` does not match `/foo%2Fbar`.
 */
export function routingPath(escaped: Bytes): Bytes {
  if (!escaped.includes('%')) return escaped;
  return escaped.replace(/%../gs, (encoded) =>
    RESERVED.has(encoded) ? encoded : String.fromCharCode(Number.parseInt(encoded.slice(1), 16)),
  );
}

function percent(byte: number): Bytes {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
