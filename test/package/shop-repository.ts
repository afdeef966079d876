import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helm } from '../support/tools';
import { foreignProject, own, packageFolder, run, tarball } from './foreign-project';

/** A new project in a repository whose main branch all systems are content with; each change is a branch of its own. */
export interface ShopRepository {
  readonly folder: string;
  /** Where its pipelines find programs, and what else they are told of this machine. */
  readonly variables: Readonly<Record<string, string>>;
  /** A fresh clone at a branch, as its merge into main or as it is. */
  clone(branch: string, how: 'merged' | 'as it is'): string;
}

export function git(folder: string, ...args: readonly string[]): string {
  return run(folder, 'git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]).trim();
}

export function shopRepository(): ShopRepository {
  const installed = foreignProject('pipelines', {}, []);
  const folder = join(installed, 'shop');
  run(installed, 'npx', ['--no', '--', 'cdk8s-traefik', 'init', 'shop']);
  const description = join(folder, 'package.json');
  // This version may not be published; all else comes as the lock has it.
  const text = readFileSync(description, 'utf8').replace(
    `"cdk8s-traefik": "${own.version}"`,
    `"cdk8s-traefik": "file:${tarball()}"`,
  );
  writeFileSync(description, text);
  run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  run(folder, 'npm', ['test', '--silent']);
  const steps = ['--only', 'steps', '--only', 'caller', '--test', 'npm test -- --ci'];
  for (const system of ['gitlab', 'tekton'])
    run(folder, 'npx', ['--no', '--', 'cdk8s-traefik', 'ci', '--for', system, '--output', '.', ...steps]);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'A new project');
  writeChanges(folder);
  return {
    folder,
    variables: {
      PATH: `${programsFor(folder)}:${process.env['PATH'] ?? ''}`,
      npm_config_prefer_offline: 'true',
      TMPDIR: join(packageFolder(), 'tmp'),
    },
    clone(branch, how) {
      const clone = mkdtempSync(join(packageFolder(), `${branch}-`));
      git(packageFolder(), 'clone', '--quiet', folder, clone);
      if (how === 'merged')
        git(clone, 'merge', '--quiet', '--no-ff', '--message', branch, `origin/${branch}`);
      else git(clone, 'checkout', '--quiet', branch);
      return clone;
    },
  };
}

/** A folder of programs that pipelines find before those of this machine. */
function programsFor(project: string): string {
  const folder = join(packageFolder(), 'programs');
  mkdirSync(folder, { recursive: true });
  const script = (name: string, text: string): void =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  // GitLab's runner of this machine copies files with it for jobs in containers, of which there are none.
  script('rsync', 'exit 0');
  // `npm ci` is tried once; for the other runs it gives the packages that are installed already.
  const npm = run(packageFolder(), 'which', ['npm']).trim();
  const shared = `rm -rf node_modules && exec ln -s ${join(project, 'node_modules')} node_modules`;
  script('npm', `if [ "$1" = ci ] && [ -z "$INSTALLS" ]; then ${shared}; fi\nexec ${npm} "$@"`);
  const program = helm();
  if (program !== undefined) symlinkSync(program, join(folder, 'helm'));
  return folder;
}

function writeChanges(folder: string): void {
  const change = (branch: string, from: string, act: () => void): void => {
    git(folder, 'checkout', '--quiet', '-b', branch, from);
    act();
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', branch);
    git(folder, 'checkout', '--quiet', 'main');
  };
  const prod = join(folder, 'environments/prod.yaml');
  const renewSnapshots = (): unknown => run(folder, 'npm', ['test', '--silent', '--', '-u']);
  change('harmless', 'main', () => writeFileSync(join(folder, 'NOTES.md'), 'Nothing that runs.\n'));
  change('moved', 'main', () => {
    const route =
      "{ entryPoints: [websecure], match: 'Host(`shop.${domain}`)', services: [web], tls: { certificate: web } }";
    appendFileSync(prod, `\nroutes:\n  http:\n    shop: ${route}\n`);
    renewSnapshots();
  });
  change('moved-on', 'moved', () => {
    writeFileSync(prod, readFileSync(prod, 'utf8').replace('`shop.', '`store.'));
    renewSnapshots();
  });
  change('broken', 'main', () => {
    const path = join(folder, 'environments/base.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('image: ', 'imagine: '));
  });
  change('refused', 'main', () =>
    writeFileSync(
      join(folder, 'policy-exceptions.yaml'),
      "exceptions:\n  - { policy: PL018, kind: Deployment, namespace: shop, name: web, reason: r, owner: o, until: '2020-01-01' }\n",
    ),
  );
}
