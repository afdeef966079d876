import { extendExpect } from './register';

export {
  type RefusalAssertion,
  type RouteAssertion,
  type TrafficAssertions,
  type TrafficExpect,
  extendExpect,
} from './register';
export type { Claim, UnnamedClaim } from '../check/claims';
export { type TestedAlikeClaim, type TestedClaim, claims } from './claims';
export { type Traffic, traffic } from './traffic';
export type { BackendExpectation, TestRequest } from './traffic-matchers';
export { type SnapshotSerializer, yamlSerializer } from './yaml-serializer';

// Importing the room is enough where jest's globals are there; `extendExpect` is for an `expect` of one's own.
const expect: Parameters<typeof extendExpect>[0] | undefined = Reflect.get(globalThis, 'expect');
if (expect) Object.assign(globalThis, { expect: extendExpect(expect) });
