import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Problem, type RuleId, problemAt } from '../../core/finding';
import type { Requirement } from './mod-types';
import { compareGoVersions } from './go-version';
import type { GoModule, GoWorkspace } from './workspace';

/** What `go env -json` prints, as far as it counts here. */
export type GoVariables = Readonly<Record<string, string | undefined>>;

/**
 * What of the Go environment of this machine makes a build other than the modules want it to be.
 *
 * @param folder that the workspace was read for
 * @param variables of `go env -json`, or those of the process where there is no Go
 */
export function goEnvironmentProblems(
  folder: string,
  { work, modules }: GoWorkspace,
  variables: GoVariables,
): readonly Problem[] {
  const told = (rule: RuleId, severity: 'error' | 'warning', message: string, fix: string): Problem =>
    problemAt({}, { rule, severity, message, fix });
  const setting = (message: string, fix: string, severity: 'error' | 'warning' = 'warning'): Problem =>
    told('go-setting-changes-build', severity, message, fix);
  return [
    ...modeProblems(variables, setting),
    ...(variables['GOWORK'] === 'off' && existsSync(join(folder, 'go.work'))
      ? [
          setting(
            'GOWORK is off, and go.work is here: modules of the workspace are built from their published versions.',
            'Unset GOWORK: go env -u GOWORK.',
          ),
        ]
      : []),
    ...flagProblems(folder, variables['GOFLAGS'] ?? '', modules, setting),
    ...toolchainProblems(variables, { work, modules }, setting),
    ...modules.flatMap((module) =>
      moduleProblems(folder, module, fetchedBy(module, { work, modules }), told),
    ),
  ];
}

type Setting = (message: string, fix: string, severity?: 'error' | 'warning') => Problem;

/** GOPATH's end, and proxies that find nothing. */
function modeProblems(variables: GoVariables, setting: Setting): readonly Problem[] {
  const found: Problem[] = [];
  if (variables['GO111MODULE'] === 'off') {
    found.push(
      setting(
        'GO111MODULE is off: go looks for packages below GOPATH, and reads no go.mod.',
        'Unset it: go env -u GO111MODULE.',
        'error',
      ),
    );
  }
  if (variables['GOPROXY'] === 'off') {
    found.push(
      setting(
        'GOPROXY is off: a module that is not in the cache cannot be had.',
        'Unset it, or vendor the modules.',
      ),
    );
  }
  if (
    ['off', ''].includes(variables['GOSUMDB'] ?? 'on') ||
    /^(?:\*|\*\.\*)$/.test(variables['GONOSUMDB'] ?? '')
  ) {
    found.push(
      setting(
        'Nobody checks the sums of modules that go.sum does not have yet: GOSUMDB is off for all of them.',
        'Name private modules alone: go env -w GOPRIVATE=example.com/private.',
      ),
    );
  }
  if (variables['GOOS'] !== undefined && variables['CGO_ENABLED'] === '1' && variables['GOOS'] !== 'linux') {
    found.push(
      setting(
        `Programs are built for ${variables['GOOS']}; a container wants linux.`,
        'Build with GOOS=linux CGO_ENABLED=0.',
      ),
    );
  }
  return found;
}

function flagProblems(
  folder: string,
  flags: string,
  modules: readonly GoModule[],
  setting: Setting,
): readonly Problem[] {
  const words = flags.split(/\s+/).filter((word) => word !== '');
  return words.flatMap((word) => {
    const [, flag = '', value = ''] = /^--?([^=]+)(?:=(.*))?$/.exec(word) ?? [];
    const fix = 'Take it out: go env -u GOFLAGS, or unset the variable.';
    if (flag === 'mod' && value === 'mod')
      return [setting('GOFLAGS has -mod=mod: a build may change go.mod and go.sum.', fix)];
    if (flag === 'mod' && value === 'vendor') {
      const lacking = modules.filter(({ dir }) => !existsSync(join(folder, dir, 'vendor/modules.txt')));
      return lacking.map(({ dir }) =>
        setting(
          `GOFLAGS has -mod=vendor, and ${join(dir, 'vendor')} holds no modules.`,
          `${fix} Or run "go mod vendor".`,
          'error',
        ),
      );
    }
    if (flag === 'insecure')
      return [setting('GOFLAGS has -insecure, which go does not take any more.', fix, 'error')];
    if (flag === 'modfile' || flag === 'overlay' || flag === 'tags') {
      return [setting(`GOFLAGS has ${word}: other files are built than a build without it would take.`, fix)];
    }
    return [];
  });
}

/** A Go that is older than the modules want, and may not fetch a newer one. */
function toolchainProblems(
  variables: GoVariables,
  { work, modules }: Pick<GoWorkspace, 'work' | 'modules'>,
  setting: Setting,
): readonly Problem[] {
  const local = /^go(\d\S*)/.exec(variables['GOVERSION'] ?? '')?.[1];
  const may = variables['GOTOOLCHAIN'] ?? 'auto';
  if (local === undefined || !/^(?:local|go[\d.]+\w*)$/.test(may)) return [];
  const wanted = [
    ...(work?.file.go ? [{ file: work.path, version: work.file.go.value }] : []),
    ...modules.flatMap(({ file, mod }) => (mod.go ? [{ file, version: mod.go.value }] : [])),
  ];
  return wanted
    .filter(({ version }) => compareGoVersions(version, local) > 0)
    .map(({ file, version }) =>
      setting(
        `${file} wants Go ${version}, this is ${local}, and GOTOOLCHAIN=${may} lets go fetch no other.`,
        `Install Go ${version}, or set GOTOOLCHAIN=auto.`,
        'error',
      ),
    );
}

/** Files of the tools that came before modules; each names versions that nobody reads any more. */
const leftovers = [
  'Gopkg.lock',
  'Gopkg.toml',
  'glide.yaml',
  'glide.lock',
  'vendor/vendor.json',
  'Godeps/Godeps.json',
  'vendor.conf',
];

/** What a module requires and no folder gives: of these the sums have to be known. */
function fetchedBy(
  { mod }: GoModule,
  { work, modules }: Pick<GoWorkspace, 'work' | 'modules'>,
): readonly Requirement[] {
  const replacements = [...mod.replace, ...(work?.file.replace ?? [])];
  const given = new Set([
    ...(work ? modules.map(({ path }) => path) : []),
    ...replacements.filter(({ by }) => by.version === '').map(({ old }) => old.path),
  ]);
  return mod.require.filter(({ path }) => !given.has(path));
}

function moduleProblems(
  folder: string,
  { dir, file }: GoModule,
  fetched: readonly Requirement[],
  told: (rule: RuleId, severity: 'error' | 'warning', message: string, fix: string) => Problem,
): readonly Problem[] {
  const at = (name: string): string => join(folder, dir, name);
  const left = leftovers.filter((name) => existsSync(at(name)));
  const found: Problem[] = left.map((name) => ({
    ...told(
      'go-leftover',
      'warning',
      `${join(dir, name)} is of a tool that came before modules; go does not read it.`,
      'Delete it.',
    ),
    location: { file: join(dirname(file), name), line: 1, column: 1 },
  }));
  if (fetched.length > 0 && !existsSync(at('go.sum'))) {
    const message = `${relative('.', file) || file} requires modules, and there is no go.sum beside it.`;
    found.push({
      ...told('go-leftover', 'error', message, 'Run "go mod tidy", and commit go.sum.'),
      location: { file, ...(fetched[0]?.spot ?? { line: 1, column: 1 }) },
    });
  }
  if (existsSync(at('vendor/modules.txt')) && existsSync(join(folder, 'go.work'))) {
    const message = `${join(dir, 'vendor')} is not read in a workspace.`;
    found.push(told('go-leftover', 'warning', message, 'Delete it, or run "go work vendor".'));
  }
  return found;
}
