import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type PlacedClaim, readClaims } from '../../check/claims';
import { isThere, readStandardInput, readText } from '../../core/file';
import { readSource, trafficOf } from '../../project/source';
import { type Coverable, type CoverageRecord, coverableOf, folderVariable } from '../recording';
import { type Coverage, type Covered, tally } from './tally';
import { coverageText } from './text';

/** Options of the reporter, as jest's configuration has them. */
export interface CoverageOptions {
  /**
   * Sources whose routers and middlewares all count, whether a test asks about them or not: `dist/prod`, `env:prod`.
   * @default those that tests ask about
   */
  readonly sources?: readonly string[];
  /**
   * The file of claims that tests are to prove.
   * @default claims.yaml, if there is one
   */
  readonly claims?: string;
  /** Where the report goes as JSON. @default nowhere */
  readonly json?: string;
  /**
   * The least percentage that must be touched, of each or of all alike; jest fails below it.
   * @default none
   */
  readonly threshold?: number | Partial<Readonly<Record<Covered, number>>>;
}

/** The part of jest's global configuration that is used here. */
interface JestConfiguration {
  readonly rootDir: string;
}

/**
 * A jest reporter that lists the routers, middlewares and claims that no test touched:
 *
 * ```js
 * reporters: ['default', ['cdk8s-traefik/testing/coverage', { sources: ['dist/prod'], threshold: 80 }]],
 * ```
 */
export class CoverageReporter {
  private folder: string | undefined;
  private error: Error | undefined;
  private readonly removeFolder = (): void => {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
    delete process.env[folderVariable];
  };

  constructor(
    private readonly configuration: JestConfiguration,
    private readonly options: CoverageOptions = {},
  ) {}

  /** Tests find the folder in their environment, since jest starts its workers after this. */
  onRunStart(): void {
    this.folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-coverage-'));
    process.env[folderVariable] = this.folder;
    process.once('exit', this.removeFolder);
  }

  onRunComplete(): void {
    const records = this.folder === undefined ? [] : recordsIn(this.folder);
    this.removeFolder();
    process.off('exit', this.removeFolder);
    try {
      const coverage = tally(records, this.wanted(), this.claims());
      process.stderr.write(coverageText(coverage));
      this.write(coverage);
      this.error = belowThreshold(coverage, this.options.threshold);
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
    if (this.error) process.stderr.write(`${this.error.message}\n`);
  }

  /** jest fails where there is one. */
  getLastError(): Error | undefined {
    return this.error;
  }

  private wanted(): readonly Coverable[] {
    const { sources = [] } = this.options;
    return sources.map((source) => {
      const reading = readSource(source, {
        variables: process.env,
        standardInput: readStandardInput,
        err: (text) => void process.stderr.write(text),
      });
      return coverableOf(trafficOf(reading), source);
    });
  }

  private claims(): readonly PlacedClaim[] {
    const usual = this.path('claims.yaml');
    const file = this.options.claims ?? (isThere(usual) ? 'claims.yaml' : undefined);
    return file === undefined ? [] : readClaims(readText(this.path(file)), file, 'left');
  }

  private write(coverage: Coverage): void {
    if (this.options.json === undefined) return;
    const path = this.path(this.options.json);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(coverage, null, 2)}\n`);
  }

  private path(path: string): string {
    return resolve(this.configuration.rootDir, path);
  }
}

function recordsIn(folder: string): readonly CoverageRecord[] {
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): CoverageRecord => JSON.parse(line)),
  );
}

function belowThreshold({ total }: Coverage, threshold: CoverageOptions['threshold']): Error | undefined {
  if (threshold === undefined) return undefined;
  const least = typeof threshold === 'number' ? () => threshold : (what: Covered) => threshold[what] ?? 0;
  const all: readonly Covered[] = ['routers', 'middlewares', 'claims'];
  const below = all.filter((what) => total[what].percent < least(what));
  if (below.length === 0) return undefined;
  const words = below.map((what) => `${what} (${total[what].percent} %) below ${least(what)} %`);
  return new Error(`Traffic coverage is too low: ${words.join(', ')}.`);
}
