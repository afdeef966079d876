export { allowListTcp as ipAllowList } from '../shared';
