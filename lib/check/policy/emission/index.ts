export { gatekeeperPolicies } from './gatekeeper';
export { kyvernoPolicies } from './kyverno';
