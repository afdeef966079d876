import type { Comments } from './forge';

/** What became of the comment. */
export type Kept = 'created' | 'updated' | 'removed' | 'unchanged' | 'absent';

/** GitHub takes 65,536 characters; some room is left for what stands around the text. */
const maximalLength = 65_000;

/**
 * Keeps one comment with a text up to date: writes it, changes the one that is there, or removes it where there is nothing
 * to say. It is known by a mark that no reader sees; where two runs have written one at the same time, one stays.
 *
 * @param key tells it from other comments of this kind
 */
export async function keepComment(comments: Comments, key: string, text: string): Promise<Kept> {
  const mark = `<!-- cdk8s-traefik: ${key.replaceAll('--', '- -')} -->`;
  const all = await comments.list();
  const [first, ...others] = all.filter(({ body }) => body.startsWith(mark));
  const wanted = text.trim() === '' ? undefined : `${mark}\n${shortened(text)}`;
  for (const { id } of wanted === undefined && first ? [first, ...others] : others) {
    // oxlint-disable-next-line no-await-in-loop -- a forge limits requests at the same time
    await comments.remove(id);
  }
  if (wanted === undefined) return first ? 'removed' : 'absent';
  if (!first) {
    await comments.create(wanted);
    return 'created';
  }
  // Forges take the last line break away.
  if (first.body.trimEnd() === wanted.trimEnd()) return 'unchanged';
  await comments.update(first.id, wanted);
  return 'updated';
}

function shortened(text: string): string {
  if (text.length <= maximalLength) return text;
  const end = text.lastIndexOf('\n', maximalLength);
  // What is cut may have opened what hides the rest.
  return `${text.slice(0, end < 0 ? maximalLength : end)}\n\n</details>\n\nThe rest stands in the artefact \`traffic.md\`.\n`;
}
