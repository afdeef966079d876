export { type Upgrade, upgradeOf } from './upgrade';
export { upgradeText } from './text';
