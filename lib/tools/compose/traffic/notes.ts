import type { FieldPath } from '../../../core/finding';
import type { Note } from './piece';

/** Notes by the parts that they are about. */
export type Notes = (at: FieldPath) => Note | undefined;

interface Branch {
  readonly below: Map<string, Branch>;
  note?: Note;
}

/**
 * Notes in a tree, so that the most exact one about a part is found at once: a container may have thousands of labels. Of
 * two about the same part it is the one that somebody must know, the later one of equals.
 */
export function notesBy(notes: readonly Note[]): Notes {
  const root: Branch = { below: new Map() };
  for (const note of notes) {
    const branch = note.at.reduce<Branch>((at, key) => {
      const next: Branch = at.below.get(keyOf(key)) ?? { below: new Map() };
      at.below.set(keyOf(key), next);
      return next;
    }, root);
    if (!branch.note || weight(note) >= weight(branch.note)) branch.note = note;
  }
  return (at) => {
    let [branch, best]: [Branch | undefined, Note | undefined] = [root, root.note];
    for (const key of at) {
      branch = branch.below.get(keyOf(key));
      if (!branch) break;
      best = branch.note ?? best;
    }
    return best;
  };
}

/** Traefik takes keys of labels whatever their capitals. */
function keyOf(key: string | number): string {
  return String(key).toLowerCase();
}

function weight({ fate }: Note): number {
  return { carried: 0, changed: 1, lost: 2 }[fate];
}
