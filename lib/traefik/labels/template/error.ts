/** A template that Go does not take, or one that fails as it is carried out. */
export class TemplateError extends Error {
  override readonly name: string = 'TemplateError';
}

/** A template that Go takes, and that is not computed here. */
export class UnknownTemplateError extends TemplateError {
  override readonly name = 'UnknownTemplateError';
}
