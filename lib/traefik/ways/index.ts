/*
 * All requests at once: what becomes of them, by sets. A Traefik is a list of doors (`doorsOf`); a door is a decision
 * list of lanes (routers), each with the way of what it takes.
 *
 * One side: for each lane of `door.near(rule)` and for `undefined`, the rest, `findRequest([{ door, lane }], [wanted],
 * budget)` gives a request of the set that the lane takes, or says that there is none. Where it depends on the request
 * what the lane's way does, `cellsOf` cuts the set by `conditionsOf(way.steps)`, and `resolve(way, cell.truths)` says
 * what becomes of all requests of a cell. What `resolve` cannot tell (`undecided`, and `actions` of a guard such as the
 * right password) only a request tells: ask `model.trace`.
 *
 * Two sides: seats of doors of both, of one entry point and scheme, are asked together.
 */
export { type Cell, cellsOf } from './cells';
export { Door, type DoorTls, type Scheme, absentDoor } from './door';
export { doorsOf } from './doors';
export { type Found, type Seat, type ServerNames, findRequest } from './find';
export { all, any, asArrived, asHost, holds, isWritten, none, treeOf } from './formula';
export { type Lane, laneTie } from './lane';
export { type Resolved, type Truths, conditionKey, conditionsOf, resolve, resolvedKey } from './resolve';
export { type End, type Way, type WayStep, endKey, stepKey, wayKey } from './way';
