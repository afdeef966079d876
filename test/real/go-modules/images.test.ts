import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type GoWorkspace, imageFiles, readGoWorkspace } from '../../../lib/project/go';
import { requirePart } from '../parts/parts';

const main = 'package main\n\nimport "example.com/shop/shared"\n\nfunc main() { print(shared.Name) }\n';
const files: Readonly<Record<string, string>> = {
  'go.work': 'go 1.26\n\nuse (\n\t./services/orders\n\t./shared\n)\n',
  'services/orders/go.mod': 'module example.com/shop/orders\n\ngo 1.26\n',
  'services/orders/main.go': main,
  'services/orders/cmd/migrate/main.go': main,
  'shared/go.mod': 'module example.com/shop/shared\n\ngo 1.25\n',
  'shared/shared.go': 'package shared\n\nconst Name = "shared"\n',
};

let root: string;
let workspace: GoWorkspace;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-images-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  workspace = readGoWorkspace(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function goreleaserReads(text: string): string {
  const { status, stderr } = spawnSync(requirePart('goreleaser'), { input: text, encoding: 'utf8' });
  return status === 0 ? 'read' : stderr;
}

describe('The files that build images of a workspace', () => {
  test('are read by goreleaser, which refuses what it does not know', () => {
    const text = imageFiles(workspace, 'goreleaser')['.goreleaser.yaml'] ?? '';
    expect(text).toContain('- id: migrate\n');
    expect(goreleaserReads(text)).toBe('read');
    expect(goreleaserReads(text.replace('mod_timestamp', 'mod_time'))).toContain('mod_time');
  });

  test('have a Dockerfile whose commands build each program with the real go', () => {
    const { Dockerfile = '' } = imageFiles(workspace, 'docker');
    const commands = Array.from(
      Dockerfile.matchAll(/^RUN .*\\\n +(.*go build.*)$/gm),
      ([, command = '']) => command,
    );
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const script = command.replace('/out/', `${root}/out/`);
      const env = { ...process.env, TARGETARCH: 'amd64', GOFLAGS: '' };
      const { status, stderr } = spawnSync('sh', ['-ec', script], { cwd: root, env, encoding: 'utf8' });
      expect([command, status, stderr]).toEqual([command, 0, '']);
    }
    const { stdout } = spawnSync('go', ['version', '-m', join(root, 'out/migrate')], { encoding: 'utf8' });
    expect(stdout).toContain('path\texample.com/shop/orders/cmd/migrate\n');
    expect(stdout).toContain('GOARCH=amd64');
    expect(stdout).toContain('-trimpath=true');
  });

  test('copy all go.mod files that the download of modules wants', () => {
    const { Dockerfile = '' } = imageFiles(workspace, 'docker');
    const copied = Array.from(Dockerfile.matchAll(/^COPY (\S+go\.mod) /gm), ([, path]) => path);
    expect(copied).toEqual(['services/orders/go.mod', 'shared/go.mod']);
  });
});
