import type { Budget, Formula } from '../regions';
import type { RequestLine, RuleNode } from '../rule';
import { type Found, type Seat, findRequest } from './find';
import { holds, none } from './formula';
import { type Truths, conditionKey } from './resolve';

/** Requests of one region that are alike in some conditions. */
export interface Cell {
  /** One of them; undefined where it cannot be said whether there is any. */
  readonly request: RequestLine | undefined;
  /** What of the conditions holds of them all. */
  readonly truths: Truths;
  /** The same as conditions, those of the region among them. */
  readonly conditions: readonly Formula[];
  /** Those that make the cell, without the region's. */
  readonly by: readonly Formula[];
}

/** A region is cut into so many cells; conditions that are left then stay unasked. */
const mostCells = 128;

/**
 * Cuts the requests of a set that take given seats into cells by conditions. Cells without requests are left out.
 *
 * @param found a request of the set
 */
export function cellsOf(
  seats: readonly Seat[],
  { request, conditions }: Pick<Found, 'request' | 'conditions'>,
  conditionsToAsk: readonly RuleNode[],
  left: Budget,
): readonly Cell[] {
  let cells: readonly Cell[] = [{ request, truths: new Map(), conditions, by: [] }];
  for (const condition of conditionsToAsk) {
    if (cells.length * 2 > mostCells) break;
    cells = cells.flatMap((cell) => halves(seats, cell, condition, left));
  }
  return cells;
}

function halves(seats: readonly Seat[], cell: Cell, condition: RuleNode, left: Budget): readonly Cell[] {
  return [true, false].flatMap((truth): readonly Cell[] => {
    const wanted = truth ? condition : none(condition);
    const half = {
      truths: new Map([...cell.truths, [conditionKey(condition), truth]]),
      conditions: [...cell.conditions, wanted],
      by: [...cell.by, wanted],
    };
    if (cell.request && isIn(seats, cell.request, wanted)) return [{ ...half, request: cell.request }];
    const found = findRequest(seats, half.conditions, left);
    if (found === 'none') return [];
    return [{ ...half, request: found === 'unknown' ? undefined : found.request }];
  });
}

function isIn([seat]: readonly Seat[], request: RequestLine, wanted: Formula): boolean {
  const arrived = seat?.door.arrived(request);
  return arrived !== undefined && holds(wanted, arrived);
}
