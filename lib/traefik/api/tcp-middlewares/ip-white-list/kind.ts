export { allowListTcp as ipWhiteList } from '../shared';
