import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { recoverOutput } from '../../../lib/project/output';
import { listName } from '../../../lib/project/output/output-list';
import { libraryIn } from '../../support/library';
import { filesIn, temporaryFolders } from '../stack/support';

// Without a build each process compiles the program anew.
jest.setTimeout(300_000);

const temporary = temporaryFolders();

/** How many processes are killed; more of them with KILLS. */
const kills = Number(process.env['KILLS'] ?? 8);

/** 40 files that all say the same, some of them under names that no other word has. */
function filesOf(word: string): Map<string, string> {
  return new Map(
    Array.from({ length: 40 }, (_, index) => [
      index % 4 === 0 ? `${word}/${index}.yaml` : `all/${index}.yaml`,
      `${word.repeat(1 + (index % 3) * 1000)}\n`,
    ]),
  );
}

function expectedOf(word: string): Record<string, string> {
  const files = filesOf(word);
  return { ...Object.fromEntries(files), [listName]: `${[...files.keys()].toSorted().join('\n')}\n` };
}

/** A process that writes one word after the other into a folder, for ever or for so many rounds. */
function writer(outdir: string, words: readonly string[], rounds: number): ChildProcess {
  const script = `
    const { writeOutput } = ${libraryIn('lib/project/output/index')};
    ${filesOf.toString()}
    const words = ${JSON.stringify(words)};
    for (let round = 0; round < ${rounds}; round++) {
      writeOutput(${JSON.stringify(outdir)}, filesOf(words[round % words.length]), { partial: false });
      if (round === 0) process.stdout.write('ready');
    }
  `;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function errorsOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text;
}

/** The word that a folder holds, whole and with nothing beside it. */
function wordIn(outdir: string, words: readonly string[]): string | undefined {
  const found = JSON.stringify(filesIn(outdir));
  return words.find((word) => {
    const expected = expectedOf(word);
    const sorted = Object.fromEntries(
      Object.keys(expected)
        .toSorted()
        .map((file) => [file, expected[file]]),
    );
    return JSON.stringify(sorted) === found;
  });
}

test('a process that is killed leaves what it had written last, or was about to write', async () => {
  const words = ['one', 'two'];
  const left: (string | undefined)[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const outdir = join(temporary(), 'dist');
    const child = writer(outdir, words, 1_000_000);
    if (child.stdout) await once(child.stdout, 'data');
    await new Promise((waited) => setTimeout(waited, Math.random() * 60));
    child.kill('SIGKILL');
    await once(child, 'close');
    recoverOutput(outdir);
    left.push(wordIn(outdir, words));
  }
  expect(left.filter((word) => word === undefined)).toEqual([]);
});

test('processes that write into one folder at the same time wait for one another', async () => {
  const outdir = join(temporary(), 'a', 'dist');
  const words = ['one', 'two', 'six', 'ten'];
  const errors = await Promise.all(words.map((word) => errorsOf(writer(outdir, [word], 30))));
  expect(errors).toEqual(['', '', '', '']);
  expect(wordIn(outdir, words)).toBeDefined();
});

test('a folder through which a link leads is the same folder', async () => {
  const parent = temporary();
  mkdirSync(join(parent, 'dist'));
  const link = join(parent, '.dist');
  symlinkSync('dist', link);
  const words = ['one', 'two'];
  const errors = await Promise.all(
    [link, join(parent, 'dist')].map((folder, index) => errorsOf(writer(folder, [words[index] ?? ''], 30))),
  );
  expect(errors).toEqual(['', '']);
  expect(wordIn(join(parent, 'dist'), words)).toBeDefined();
});
