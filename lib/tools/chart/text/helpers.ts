import { helmText } from './text';

/** The helpers that every chart has. */
export function valueHelpers(): string {
  return helmText('helpers/values');
}

/** The helpers of what routes, middlewares and certificates become. */
export function routingHelpers(): string {
  return ['model', 'domain', 'routes', 'references', 'services', 'certificates']
    .map((name) => helmText(`helpers/${name}`))
    .join('\n');
}

/** The helpers that lay the operator's values over objects. */
export function finishingHelpers(): string {
  return ['finish', 'image', 'made', 'names', 'yaml'].map((name) => helmText(`helpers/${name}`)).join('\n');
}
