export { type FateChange, againstNginx } from './against';
