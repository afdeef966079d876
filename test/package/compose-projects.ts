import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandLine } from '../support/command-line';
import { projects } from '../tools/compose/projects';

const routed = join(__dirname, '../tools/compose/traffic/projects');

/** Every project of the tests of `compose`, moved to a folder of its own below this one. */
export async function composeProjects(folder: string): Promise<readonly string[]> {
  const files = [
    ...readdirSync(routed).map((name) => ({ 'compose.yaml': readFileSync(join(routed, name), 'utf8') })),
    ...Object.values(projects),
  ];
  const moved: string[] = [];
  for (const [index, each] of files.entries()) {
    const from = join(folder, `compose-${index}`);
    for (const [path, text] of Object.entries(each)) {
      mkdirSync(dirname(join(from, path)), { recursive: true });
      writeFileSync(join(from, path), text);
    }
    const output = join(folder, `moved-${index}`);
    const args = ['-f', join(from, 'compose.yaml'), '-p', 'shop', '--output', output, '-o', 'json'];
    const { code, err } = await commandLine(['compose', ...args]);
    // Some lose a part of their routing, as their tests say; all are written.
    if (code > 1) throw new Error(err);
    moved.push(output);
  }
  return moved;
}
