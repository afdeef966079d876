import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isOfCopy } from './copies';

/** A real program that the suites run, built from a Go module whose versions are pinned beside this file. */
export interface Part {
  readonly name: PartName;
  readonly version: string;
  /** The Go package to build, inside the module of the folder `<name>`. */
  readonly package: string;
  /** Further linker flags. */
  readonly ldflags?: string;
  /** The file of pinned modules, in a folder with one for each version. @default go.mod */
  readonly modFile?: string;
}

export type PartName =
  | 'agent'
  | 'etcd'
  | 'kube-apiserver'
  | 'traefik'
  | 'dashboard'
  | 'go-httpbin'
  | 'nats-server'
  | 'muxer'
  | 'compose-go'
  | 'go-modules'
  | 'docker-provider'
  | 'goreleaser'
  | 'govulncheck'
  | 'image-registry'
  | 'ko'
  | 'yaegi'
  | 'prometheus'
  | 'karmada'
  | 'grafana'
  | 'cel'
  | 'tekton';

const kubernetes = 'v1.35.4';

/** The versions of Traefik that are built, newest first: that one is pinned by go.mod. */
export const traefikVersions = ['3.7.13', '3.7.9'] as const;

/** The one that suites run where they ask for none: what the model is of by default. */
export const defaultTraefik: BuiltTraefik = '3.7.13';

export type BuiltTraefik = (typeof traefikVersions)[number];

// Without its version in the binary, the API server calls itself v0.0.0 and gates features wrongly.
const kubernetesFlags = ['gitVersion=' + kubernetes, 'gitMajor=1', 'gitMinor=35']
  .map((setting) => `-X k8s.io/component-base/version.${setting}`)
  .join(' ');

/** In the order in which they are built: the quick ones first, so that a broken toolchain shows at once. */
export const parts: readonly Part[] = [
  { name: 'agent', version: 'own', package: '.' },
  { name: 'go-httpbin', version: 'v2.26.0', package: 'github.com/mccutchen/go-httpbin/v2/cmd/go-httpbin' },
  { name: 'nats-server', version: 'v2.15.2', package: 'github.com/nats-io/nats-server/v2' },
  { name: 'etcd', version: 'v3.6.16', package: 'go.etcd.io/etcd/server/v3' },
  {
    name: 'kube-apiserver',
    version: kubernetes,
    package: 'k8s.io/kubernetes/cmd/kube-apiserver',
    ldflags: kubernetesFlags,
  },
  ...traefikVersions.flatMap(traefikParts),
  { name: 'dashboard', version: `v${traefikVersions[0]}`, package: '.' },
  { name: 'compose-go', version: 'v2.16.1', package: '.' },
  { name: 'go-modules', version: 'v0.36.0', package: '.' },
  { name: 'docker-provider', version: 'v3.7.9', package: '.' },
  { name: 'goreleaser', version: 'v2.15.0', package: '.' },
  { name: 'govulncheck', version: 'v1.9.0', package: 'golang.org/x/vuln/cmd/govulncheck' },
  { name: 'image-registry', version: 'v0.20.7', package: '.' },
  { name: 'ko', version: 'v0.18.1', package: 'github.com/google/ko' },
  { name: 'yaegi', version: 'v0.16.1', package: 'github.com/traefik/yaegi/cmd/yaegi' },
  { name: 'prometheus', version: 'v0.316.0', package: '.' },
  { name: 'karmada', version: 'v1.12.0', package: '.' },
  { name: 'grafana', version: 'v0.0.22', package: '.' },
  { name: 'cel', version: kubernetes, package: '.' },
  { name: 'tekton', version: 'v1.9.0', package: '.' },
];

function traefikParts(version: BuiltTraefik): readonly Part[] {
  const modFile = version === traefikVersions[0] ? 'go.mod' : `v${version}.mod`;
  return [
    {
      name: 'traefik',
      version: `v${version}`,
      package: 'github.com/traefik/traefik/v3/cmd/traefik',
      ldflags: `-X github.com/traefik/traefik/v3/pkg/version.Version=${version}`,
      modFile,
    },
    { name: 'muxer', version: `v${version}`, package: '.', modFile },
  ];
}

/** Where built parts are kept: outside of the checkout, so that every clone on a machine shares them. */
export function cacheFolder(): string {
  const root = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  return path.join(root, 'cdk8s-traefik', 'parts');
}

export function moduleFolder(part: Part): string {
  return path.join(__dirname, part.name);
}

/** The binary's place names everything it was made from; a changed source or version is another file. */
export function partPath(part: Part): string {
  const name = `${part.name}-${part.version}-${sourceHash(part)}-${process.platform}-${process.arch}`;
  return path.join(cacheFolder(), name);
}

/** The path of a part that the suites need. Throws when it has not been built. */
export function requirePart(name: Exclude<PartName, 'traefik' | 'muxer'>): string {
  return builtPath(parts.find((part) => part.name === name));
}

/** The same of Traefik itself, or of its multiplexers, in one of the versions that are built. */
export function requireTraefik(name: 'traefik' | 'muxer', version: BuiltTraefik): string {
  return builtPath(parts.find((part) => part.name === name && part.version === `v${version}`));
}

function builtPath(part: Part | undefined): string {
  const file = part && partPath(part);
  if (!file || !existsSync(file)) {
    throw new Error(`The part ${part?.name} ${part?.version} is not built. Run: npm run real:build`);
  }
  return file;
}

/** What this machine lacks for the suites; empty when they can run. */
export function missingForSuites(): readonly string[] {
  const missing: string[] = [];
  if (process.platform !== 'linux') {
    missing.push(`Linux: a box is made of network namespaces, and this is ${process.platform}.`);
  }
  if (process.getuid?.() !== 0) {
    missing.push(
      'root: making a network namespace needs it. Run the suites as root, in a container for example.',
    );
  }
  const unbuilt = parts.filter((part) => !existsSync(partPath(part)));
  if (unbuilt.length > 0) {
    missing.push(
      `built parts: ${unbuilt.map((part) => part.name).join(', ')}. Run: npm run real:build (needs Go).`,
    );
  }
  return missing;
}

export function modFileOf(part: Part): string {
  return path.join(moduleFolder(part), part.modFile ?? 'go.mod');
}

function sourceHash(part: Part): string {
  const hash = createHash('sha256').update(part.ldflags ?? '');
  for (const file of sourceFiles(part)) {
    hash.update(path.relative(__dirname, file)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 10);
}

/** Its Go files and what pins its modules; without the copies of modules, which follow from that. */
function sourceFiles(part: Part): string[] {
  const modules = modFileOf(part);
  return readdirSync(moduleFolder(part), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !isOfCopy(file))
    .concat(modules, modules.replace(/\.mod$/, '.sum'))
    .sort();
}
