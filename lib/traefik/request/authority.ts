import { percent } from './go-url';
import { parseAddress } from '../rule';

/*
 * The authority of a URL, `user:password@host:port`, as Go's net/url reads and prints it. Strings are bytes.
 */

/** Who asks, and whom. */
export interface Authority {
  /** Already escaped as Go prints it; undefined without an `@`. */
  readonly userinfo: string | undefined;
  /** Decoded, with brackets and port. */
  readonly host: string;
}

/** Reads an authority; undefined where Go reports an error. */
export function parseAuthority(scheme: string, text: string): Authority | undefined {
  const at = text.lastIndexOf('@');
  const host = parseHost(scheme, text.slice(at + 1));
  if (host === undefined) return undefined;
  if (at < 0) return { userinfo: undefined, host };
  const userinfo = parseUserinfo(text.slice(0, at));
  return userinfo === undefined ? undefined : { userinfo, host };
}

function parseUserinfo(text: string): string | undefined {
  if (!/^[\w\-.:~!$&'()*+,;=%@]*$/.test(text)) return undefined;
  const colon = text.indexOf(':');
  const parts = colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
  const decoded = parts.map((part) => unescape(part, /[^]/));
  if (decoded.includes(undefined)) return undefined;
  return decoded.map((part = '') => escape(part, /[\w\-.~$&+,;=]/)).join(':');
}

/** What stands in a host without being encoded. */
const hostCharacter = /[\w\-.~!"$&'()*+,:;<=>[\]]/;

/** In a host only bytes beyond ASCII are encoded, and the percent sign itself. */
const hostEscape = /%(?:[89a-fA-F][0-9a-fA-F]|25)/;

function parseHost(scheme: string, text: string): string | undefined {
  if (text.lastIndexOf('[') > 0) return undefined;
  if (text.startsWith('[')) return parseLiteral(text);
  const isWeb = scheme === 'http' || scheme === 'https';
  const colon = isWeb ? text.indexOf(':') : text.lastIndexOf(':');
  if (colon >= 0 && !isPort(text.slice(colon))) return undefined;
  return unescapeHost(text);
}

/** An IPv6 address in brackets, maybe with a zone and a port. */
function parseLiteral(text: string): string | undefined {
  const end = text.lastIndexOf(']');
  const port = text.slice(end + 1);
  if (end < 0 || !isPort(port)) return undefined;
  const inside = text.slice(1, end);
  const zoneAt = inside.indexOf('%25');
  const address = unescapeHost(zoneAt < 0 ? inside : inside.slice(0, zoneAt));
  const zone = zoneAt < 0 ? '' : unescapeZone(inside.slice(zoneAt));
  if (address === undefined || zone === undefined) return undefined;
  const parsed = parseAddress(address + zone);
  return parsed?.bits === 128 ? `[${address}${zone}]${port}` : undefined;
}

function isPort(text: string): boolean {
  return /^(?::[0-9]*)?$/.test(text);
}

function unescapeHost(text: string): string | undefined {
  for (const piece of text.match(/%.{0,2}|[^%]/gs) ?? []) {
    const isRight = piece.startsWith('%') ? hostEscape.test(piece) : isHostByte(piece);
    if (!isRight) return undefined;
  }
  return unescape(text, /[^]/);
}

/** A zone may be encoded anyhow, but only of bytes that may stand there, and of spaces. */
function unescapeZone(text: string): string | undefined {
  if (
    !text
      .replace(/%[^]{2}/g, '')
      .split('')
      .every(isHostByte)
  )
    return undefined;
  const decoded = unescape(text.slice('%25'.length), /[\w\-.~!"$&'()*+,:;<=>[\]% ]/);
  return decoded === undefined ? undefined : `%${decoded}`;
}

function isHostByte(byte: string): boolean {
  return byte.charCodeAt(0) >= 0x80 || hostCharacter.test(byte);
}

/** Decodes `%XX`; undefined where one is malformed or stands for a byte that may not be there. */
function unescape(text: string, allowed: RegExp): string | undefined {
  let isRight = true;
  const decoded = text.replace(/%(?:([0-9a-fA-F]{2})|)/g, (_, hex: string | undefined) => {
    const byte = hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16));
    isRight &&= hex !== undefined && allowed.test(byte);
    return byte;
  });
  return isRight ? decoded : undefined;
}

/** Prints a host as Go does. */
export function escapeHost(host: string): string {
  return escape(host, hostCharacter);
}

function escape(text: string, plain: RegExp): string {
  return text.replace(/[^]/g, (byte) => (plain.test(byte) ? byte : percent(byte)));
}
