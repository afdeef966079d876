import type { StepState } from '../../traefik/release';

/** What a picture shows of each step: who answers, who gets copies, and where marked requests go. */
export type PicturedStep = Pick<
  StepState,
  'id' | 'weight' | 'isDeployed' | 'isMirrored' | 'isMarked' | 'isPromoted'
>;

const layout = { label: 130, bar: 400, note: 320, row: 34, top: 44, height: 20 };

/** Colours that stay apart for those who see few of them, each with text beside it. */
const colours = { old: '#4477aa', next: '#ee7733', text: '#1f2328', quiet: '#6e7781', ground: '#ffffff' };

/** The traffic of a release, one bar a step: how much each version answers, as SVG. */
export function planPicture(title: string, steps: readonly PicturedStep[]): string {
  const width = layout.label + layout.bar + layout.note;
  const height = layout.top + steps.length * layout.row + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    ...legend(),
    ...steps.flatMap((step, index) => row(step, layout.top + index * layout.row)),
    '</svg>',
    '',
  ].join('\n');
}

function legend(): readonly string[] {
  return [
    box(layout.label, 14, 14, 14, colours.old),
    text(layout.label + 20, 26, 'the version that runs'),
    box(layout.label + 180, 14, 14, 14, colours.next),
    text(layout.label + 200, 26, 'the next version'),
  ];
}

function row(step: PicturedStep, top: number): readonly string[] {
  const { id, weight, isPromoted } = step;
  const next = (layout.bar * weight) / 100;
  const base = top + layout.height - 5;
  return [
    text(8, base, id),
    // Once the service has taken the next version for its own, its part of the bar is the next version too.
    box(layout.label, top, layout.bar - next, layout.height, isPromoted ? colours.next : colours.old),
    box(layout.label + layout.bar - next, top, next, layout.height, colours.next),
    text(layout.label + layout.bar + 10, base, noteOf(step), colours.quiet),
  ].filter((line) => line !== '');
}

function noteOf({ weight, isDeployed, isMirrored, isMarked, isPromoted }: PicturedStep): string {
  const notes = [
    ...(weight > 0 && weight < 100 ? [`${weight} % to the next`] : []),
    ...(isMirrored ? ['copies to the next'] : []),
    ...(isMarked && weight < 100 ? ['marked requests to the next'] : []),
    ...(isDeployed && weight === 0 && !isMirrored && !isMarked && !isPromoted
      ? ['the next runs, unrouted']
      : []),
    ...(isPromoted && weight === 100 ? ['the service takes the image'] : []),
    ...(isPromoted && isDeployed && weight === 0 ? ['the service answers again'] : []),
  ];
  return notes.join(', ');
}

function box(x: number, y: number, width: number, height: number, colour: string): string {
  return width === 0 ? '' : `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>`;
}

function text(x: number, y: number, content: string, colour: string = colours.text): string {
  return content === '' ? '' : `<text x="${x}" y="${y}" fill="${colour}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
