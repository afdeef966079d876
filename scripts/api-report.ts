/**
 * `npm run api`: writes down all that users of this package can name. Reviewers see in its difference what a change does
 * to users.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const root = join(__dirname, '..');

/** Where the report is kept. */
export const apiReportFile = join(root, 'docs', 'api-report.txt');

const heading = `All that users of this package can name, with its signatures; made by \`npm run api\`, never edited by hand.
A change here is a change for users: say it in CHANGELOG.md.
`;

/** What each entry of the package exports: names, signatures, and what these need that is exported nowhere. */
export function apiReport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
    writeDeclarations(join(folder, 'build'));
    return [heading, ...entries().map((entry) => entryReport(folder, entry))].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Entry {
  /** What is imported: `cdk8s-traefik/chart`. */
  readonly name: string;
  /** Its declarations, from the package's folder. */
  readonly types: string;
}

/** The entries that are written by hand: `imports/` is what `cdk8s import` makes of the CRDs. */
function entries(): readonly Entry[] {
  const { name, exports }: PackageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.types.startsWith('./build/lib/')
      ? [{ name: `${name}${path.slice(1)}`, types: target.types }]
      : [],
  );
}

interface PackageJson {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

function writeDeclarations(outDir: string): void {
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const args = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationMap', 'false'];
  const { status, stdout } = spawnSync(tsc, [...args, '--outDir', outDir], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc failed:\n${stdout}`);
}

function entryReport(folder: string, { name, types }: Entry): string {
  const file = `${name.replaceAll('/', '-')}.api.md`;
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            module: 'node16',
            moduleResolution: 'node16',
            lib: ['es2023'],
            types: ['node'],
            strict: true,
            skipLibCheck: true,
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: file,
        reportFolder: folder,
        reportTempFolder: join(folder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  const [, declarations = ''] =
    /```ts\n\n([^]*?)\n\/\/ \(No @packageDocumentation/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
  return `== ${name}\n\n${declarations}`;
}

if (require.main === module) writeFileSync(apiReportFile, apiReport());
