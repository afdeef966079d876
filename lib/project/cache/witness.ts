import type { FieldPath, Location } from '../../core/finding';
import type { Maker, PlacedObject } from '../../core/manifest';

/** A question about a field of an object, and what was answered. */
export interface Asked {
  /** Number of the object. */
  readonly object: number;
  readonly question: 'location' | 'prop';
  readonly field: FieldPath;
  /** Nothing where the place is not known. */
  readonly answer: Location | FieldPath | null;
}

/**
 * Objects that keep account of what is asked of them besides their data: where fields were written, and by which prop.
 * What was worked out of the same data is right as long as the same questions are answered alike, whatever else has
 * moved in the files.
 */
export class Witness {
  readonly objects: readonly PlacedObject[];
  private readonly all = new Map<string, Asked>();

  constructor(private readonly placed: readonly PlacedObject[]) {
    this.objects = placed.map((one, object) => ({
      ...one,
      locate: (field) => this.asking(object, 'location', field, one.locate(field)),
      ...(one.maker && { maker: this.watched(object, one.maker) }),
    }));
  }

  /** Everything that was asked until now: what is found later may stand on an earlier answer. */
  get asked(): readonly Asked[] {
    return [...this.all.values()];
  }

  /** Whether all this would be answered alike today. */
  confirms(asked: readonly Asked[]): boolean {
    return asked.every(({ object, question, field, answer }) => {
      const one = this.placed[object];
      if (!one) return false;
      const today = question === 'location' ? one.locate(field) : one.maker?.propOf(field);
      return JSON.stringify(today ?? null) === JSON.stringify(answer);
    });
  }

  private watched(object: number, { construct, propOf }: Maker): Maker {
    return { construct, propOf: (field) => this.asking(object, 'prop', field, propOf(field)) };
  }

  private asking<T extends Location | FieldPath | undefined>(
    object: number,
    question: Asked['question'],
    field: FieldPath,
    answer: T,
  ): T {
    this.all.set(JSON.stringify([object, question, field]), {
      object,
      question,
      field,
      answer: answer ?? null,
    });
    return answer;
  }
}
