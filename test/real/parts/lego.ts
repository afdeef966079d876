import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const legoModule = 'github.com/go-acme/lego/v5';

/** What Traefik asks of the package with all DNS providers. */
const noProviders = `// Package dns has no providers: no suite gets certificates by DNS.
package dns

import (
	"fmt"

	"${legoModule}/challenge"
)

// NewDNSChallengeProviderByName knows none.
func NewDNSChallengeProviderByName(name string) (challenge.Provider, error) {
	return nil, fmt.Errorf("the DNS provider %q is not built in", name)
}
`;

/**
 * Makes the folder that a go.mod has in place of lego, Traefik's ACME library: a copy of the module without its DNS
 * providers, whose thousand packages are most of Traefik's build, and of which the module proxy does not serve all.
 */
export function prepareLego(modFile: string): void {
  const [, name, version] = /lego\/v5 => \.\/(lego-(v\S+))/.exec(readFileSync(modFile, 'utf8')) ?? [];
  if (name === undefined || version === undefined) return;
  const target = path.join(path.dirname(modFile), name);
  if (existsSync(target)) return;
  const half = `${target}.${process.pid}.half`;
  try {
    copyWithoutProviders(downloaded(`${legoModule}@${version}`), half);
    renameSync(half, target);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function copyWithoutProviders(source: string, target: string): void {
  const providers = path.join('providers', 'dns');
  cpSync(source, target, {
    recursive: true,
    filter: (file) => {
      const relative = path.relative(source, file);
      return !relative.startsWith(providers + path.sep) && !['cmd', 'e2e', 'main.go'].includes(relative);
    },
  });
  mkdirSync(path.join(target, providers), { recursive: true });
  writeFileSync(path.join(target, providers, 'none.go'), noProviders);
}

/** The folder of a module in Go's cache. */
export function downloaded(module: string): string {
  // Outside of every module, whose go.mod would have to be whole.
  const options = { cwd: path.parse(__dirname).root, encoding: 'utf8' } as const;
  const { stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', module], options);
  const folder = /"Dir": "(.+)"/.exec(stdout)?.[1];
  if (folder === undefined) throw new Error(`${module} cannot be fetched: ${stderr}${stdout}`);
  return folder;
}
