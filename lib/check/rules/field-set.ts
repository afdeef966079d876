import type { FieldPath } from '../../core/finding';

/** Fields of one object, asked in time that does not grow with their number whether one has to do with a part of it. */
export class FieldSet {
  private readonly fields = new Set<string>();
  /** The fields and all that encloses them. */
  private readonly enclosing = new Set<string>();
  private hasOutsideRoutes = false;

  add(field: FieldPath): void {
    this.fields.add(JSON.stringify(field));
    for (const path of upTo(field)) this.enclosing.add(path);
    this.hasOutsideRoutes ||= !isOfRoutes(field);
  }

  /** Whether one of the fields encloses a part, or is the part. */
  encloses(part: FieldPath): boolean {
    return upTo(part).some((path) => this.fields.has(path));
  }

  /** Whether one of the fields encloses a part or lies in it. */
  overlaps(part: FieldPath): boolean {
    return this.enclosing.has(JSON.stringify(part)) || this.encloses(part);
  }

  /** Whether errors in these fields have to do with a part; what is outside of all routes concerns each route. */
  concerns(part: FieldPath): boolean {
    return this.overlaps(part) || (this.hasOutsideRoutes && isOfRoutes(part));
  }
}

/** A path and the paths of all that encloses it, as texts. */
function upTo(field: FieldPath): readonly string[] {
  return Array.from({ length: field.length + 1 }, (_, length) => JSON.stringify(field.slice(0, length)));
}

function isOfRoutes([first, second]: FieldPath): boolean {
  return first === 'spec' && (second === 'routes' || second === 'rules');
}
