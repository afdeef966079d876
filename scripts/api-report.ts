/**
 * `npm run api`: writes down all that users of this package can name. Reviewers see in its difference what a change does
 * to users.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { isBuilt } from './built';

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
    const declared = isBuilt() ? root : packageIn(folder);
    const configs = entries().map((entry) => ({ ...entry, config: configOf(declared, folder, entry) }));
    const [first, ...others] = configs.map(({ config }) => config);
    if (!first) throw new Error('The package has no entries.');
    // One program for all: to read the declarations takes far longer than to report them.
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
    });
    const reports = configs.map(({ name, config }) => `== ${name}\n\n${declarations(config, compilerState)}`);
    return [heading, ...reports].join('\n');
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

/** The package with its declarations of now, where the build is not up to date. */
function packageIn(folder: string): string {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const args = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationMap', 'false'];
  const { status, stdout } = spawnSync(tsc, [...args, '--outDir', join(folder, 'build')], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tsc failed:\n${stdout}`);
  return folder;
}

/** How an entry of the package in a folder is reported to another folder. */
function configOf(projectFolder: string, reports: string, { name, types }: Entry): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, types),
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
        reportFileName: `${name.replaceAll('/', '-')}.api.md`,
        reportFolder: reports,
        reportTempFolder: join(reports, 'temp'),
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
    packageJsonFullPath: join(projectFolder, 'package.json'),
  });
}

function declarations(config: ExtractorConfig, compilerState: CompilerState): string {
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  const report = readFileSync(config.reportFilePath, 'utf8');
  const [, found = ''] = /```ts\n\n([^]*?)\n\/\/ \(No @packageDocumentation/.exec(report) ?? [];
  return found;
}

if (require.main === module) writeFileSync(apiReportFile, apiReport());
