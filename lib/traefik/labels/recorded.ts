import recorded from '../../../imports/traefik.labels.json';

/** What `npm run import:labels` recorded, in a module of its own so that it is loaded when it is wanted. */
export { recorded };
