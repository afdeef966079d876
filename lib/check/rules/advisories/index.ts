export { advisoryReport } from './report';
export { openAdvisory } from './open-advisory';
