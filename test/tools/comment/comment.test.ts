import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { commandLine } from '../../support/command-line';
import { type Forge, forgeKinds, startForge } from '../../support/forge';
import { temporaryFolders } from '../../project/stack/support';

const temporary = temporaryFolders();

const started: Forge[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((forge) => forge.close()));
});

async function forge(kind: keyof typeof forgeKinds): Promise<Forge> {
  const there = await startForge(kind);
  started.push(there);
  return there;
}

/** Runs the command as a job of the forge would, with a file of this text. */
async function comment(
  kind: keyof typeof forgeKinds,
  { url }: Pick<Forge, 'url'>,
  text: string,
  ...args: readonly string[]
): Promise<{ code: number; err: string }> {
  const file = join(temporary(), 'traffic.md');
  writeFileSync(file, text);
  const { variables, address } = forgeKinds[kind];
  return commandLine(['ci', 'comment', file, '--for', kind, ...args], {
    variables: { ...variables, [address]: url },
  });
}

describe.each(['github', 'gitlab'] as const)('the comment at %s', (kind) => {
  test('is written once, changed in its place, and vanishes when nothing changes any more', async () => {
    const there = await forge(kind);
    there.comments.push({ id: 1000, body: 'Looks good to me.' });
    expect(await comment(kind, there, '')).toMatchObject({
      code: 0,
      err: expect.stringContaining('no comment'),
    });
    expect(there.comments).toHaveLength(1);
    expect(await comment(kind, there, '**Traffic: wider**\n')).toMatchObject({ code: 0 });
    const [, { id } = { id: 0 }] = there.comments;
    expect(there.comments[1]?.body).toMatch(/^<!-- cdk8s-traefik: traffic -->\n\*\*Traffic: wider\*\*\n/);
    await comment(kind, there, '**Traffic: narrower**\n');
    expect(there.comments).toHaveLength(2);
    expect(there.comments[1]).toMatchObject({ id, body: expect.stringContaining('narrower') });
    await comment(kind, there, '');
    expect(there.comments).toEqual([{ id: 1000, body: 'Looks good to me.' }]);
  }, 60_000);

  test('is not touched where it says so already', async () => {
    const there = await forge(kind);
    await comment(kind, there, 'a\n');
    there.asked.length = 0;
    expect((await comment(kind, there, 'a\n')).err).toContain('says so already');
    expect(there.asked).toEqual([`GET ${forgeKinds[kind].all}`]);
  });

  test('is found behind a hundred others, and of two that were written at once one stays', async () => {
    const there = await forge(kind);
    for (let id = 1000; id < 1250; id++) there.comments.push({ id, body: 'hm' });
    for (const id of [2000, 2001]) there.comments.push({ id, body: '<!-- cdk8s-traefik: traffic -->\nold' });
    await comment(kind, there, 'new\n');
    expect(there.comments.filter(({ body }) => body !== 'hm')).toEqual([
      { id: 2000, body: '<!-- cdk8s-traefik: traffic -->\nnew\n' },
    ]);
  });

  test('has a key, so that two kinds of it stand beside each other; a quotation of one is none', async () => {
    const there = await forge(kind);
    there.comments.push({ id: 500, body: '> <!-- cdk8s-traefik: traffic -->\n> wider' });
    await comment(kind, there, 'a\n');
    await comment(kind, there, 'b\n', '--key', 'upgrade');
    expect(there.comments).toHaveLength(3);
  });

  test('a text that is too long is cut, and says where the rest is', async () => {
    const there = await forge(kind);
    await comment(kind, there, 'line of text\n'.repeat(10_000));
    expect(there.comments[0]?.body.length).toBeLessThan(65_536);
    expect(there.comments[0]?.body).toMatch(/line of text\n\n<\/details>\n\nThe rest stands in/);
  });

  test('a refusal is told without the token, with what the token may lack', async () => {
    const there = await forge(kind);
    there.refusal = 403;
    const { code, err } = await comment(kind, there, 'a\n');
    expect(code).toBe(1);
    expect(err).toMatch(/error refused-comment[^]*answered with 403[^]*fix: .*pull-requests: write/);
    expect(err).not.toContain('secret-token');
  });

  test('a server that leads elsewhere does not get the token there', async () => {
    const there = await forge(kind);
    there.refusal = 302;
    expect(await comment(kind, there, 'a\n')).toMatchObject({ code: 1 });
  });
});

test('a host that cannot be reached is told in one sentence', async () => {
  const there = await forge('github');
  await there.close();
  const { code, err } = await comment('github', there, 'a\n');
  expect(code).toBe(1);
  expect(err).toMatch(/error refused-comment[^]*ECONNREFUSED/);
});

test.each([
  [['ci', 'comment', 'x.md'], 'name what hosts the repository'],
  [['ci', 'comment', '--for', 'github'], 'name one file'],
  [['ci', 'comment', 'x.md', '--for', 'github', '--api', 'http://x'], 'COMMENT_TOKEN'],
])('%j is wrong usage', async (argv, said) => {
  const { code, err } = await commandLine(argv);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(said) });
});

test('what the fix of "refused-comment" says, the right to write comments, makes it go away', async () => {
  const there = await forge('github');
  there.refusal = 403;
  const refused = await comment('github', there, 'Something changes.');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('refused-comment') });
  expect(refused.err).toContain(
    'fix: Look whether the token may write comments there: `pull-requests: write`',
  );
  delete there.refusal;
  expect(await comment('github', there, 'Something changes.')).toMatchObject({ code: 0 });
  expect(there.comments).toHaveLength(1);
}, 60_000);
