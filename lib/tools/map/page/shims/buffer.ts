/** Node's Buffer for a browser: the bundler puts it where the model names it. */
export { Buffer } from 'buffer/';
