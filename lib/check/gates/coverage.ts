/** How much of a program its tests ran. */
export interface Coverage {
  /** Statements that ran, in percent. */
  readonly percent: number;
}

const block = /^(.+:\d+\.\d+,\d+\.\d+) (\d+) (\d+)$/;

/**
 * Reads a profile of `go test -coverprofile`, or what `go tool cover -func` prints of one. A block that several
 * packages' tests tell of ran if one of them ran it.
 *
 * Source: golang.org/x/tools/cover (`ParseProfiles`), cmd/cover (func.go)
 *
 * @returns undefined where the text is neither
 */
export function readCoverage(text: string): Coverage | undefined {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const total = lines.map((line) => /^total:\s+\(statements\)\s+(\d+(?:\.\d+)?)%$/.exec(line)).find(Boolean);
  if (total) return { percent: Number(total[1]) };
  if (!/^mode: (?:set|count|atomic)$/.test(lines[0] ?? '')) return undefined;
  const blocks = new Map<string, { statements: number; hasRun: boolean }>();
  for (const line of lines.slice(1)) {
    if (line === '' || line.startsWith('mode: ')) continue;
    const [, place, statements, count] = block.exec(line) ?? [];
    if (place === undefined) return undefined;
    const hasRun = Number(count) > 0 || blocks.get(place)?.hasRun === true;
    blocks.set(place, { statements: Number(statements), hasRun });
  }
  let all = 0;
  let run = 0;
  for (const { statements, hasRun } of blocks.values()) {
    all += statements;
    if (hasRun) run += statements;
  }
  return { percent: all === 0 ? 0 : (100 * run) / all };
}
