/** What flags say, by their names below `traefik.`; and by those, which argument says it. */
export interface Flags {
  readonly values: Readonly<Record<string, string>>;
  /** Indexes of arguments by name, in lower case. */
  readonly arguments: ReadonlyMap<string, number>;
}

/** Fields of Traefik's static configuration that are lists: said twice they say both. */
const lists =
  /\.(?:trustedips|connection|middlewares|sans|namespaces|crossprovidernamespaces|precedence|endpoints|resolvers|statuscodes|caservers|buckets)$/;

/**
 * Reads Traefik's flags as it does: one or two dashes, a value behind `=` or as the next argument, `true` where there is
 * none. What comes behind `--`, or behind what is no flag, is not read.
 */
export function readFlags(
  args: readonly string[],
): Flags | { readonly reason: string; readonly argument: number } {
  const values: Record<string, string> = {};
  const written = new Map<string, string>();
  const places = new Map<string, number>();
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--' || !/^-./.test(argument)) break;
    const [, name = '', value] = /^--?([^=]*)(?:=([\s\S]*))?$/.exec(argument) ?? [];
    if (name === '' || name.startsWith('-'))
      return { reason: `bad flag syntax: ${argument}`, argument: index };
    const next = args[index + 1];
    const isApart = value === undefined && next !== undefined && !next.startsWith('-');
    const neutral = name.toLowerCase();
    const key = written.get(neutral) ?? `traefik.${name}`;
    written.set(neutral, key);
    places.set(neutral, index);
    const said = value ?? (isApart ? next : 'true');
    const before = values[key];
    values[key] = before !== undefined && lists.test(neutral) ? `${before},${said}` : said;
    if (isApart) index += 1;
  }
  return { values, arguments: places };
}

/** Variables `TRAEFIK_…` as flags say the same. */
export function flagsOfVariables(
  variables: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => name.startsWith('TRAEFIK_'))
      .map(([name, value]) => [name.toLowerCase().replaceAll('_', '.'), value ?? '']),
  );
}
