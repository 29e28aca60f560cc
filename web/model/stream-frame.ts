/** Landscape: time runs right, the hash space down. Portrait: time runs down, the hash space right. */
export type Orientation = "landscape" | "portrait";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Two axes without a direction: `along` the time, `across` the hash space. */
export interface Frame {
  point(along: number, across: number): Point;
  box(along: Span, across: Span): Box;
  /** SVG path data: "M" and "C" with points, each [along, across]. */
  path(commands: readonly PathCommand[]): string;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export type PathCommand = readonly ["M" | "L" | "C", ...(readonly [number, number])[]] | readonly ["Z"];

export function frameOf(orientation: Orientation): Frame {
  const point = (along: number, across: number): Point =>
    orientation === "landscape" ? { x: round(along), y: round(across) } : { x: round(across), y: round(along) };
  return {
    point,
    box(along, across) {
      const { x, y } = point(along.from, across.from);
      const { x: right, y: bottom } = point(along.to, across.to);
      return { x, y, width: round(right - x), height: round(bottom - y) };
    },
    path: (commands) => commands.map((command) => drawn(command, point)).join(""),
  };
}

export const sizeOf = ({ from, to }: Span): number => to - from;
export const middleOf = ({ from, to }: Span): number => (from + to) / 2;
export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function drawn([letter, ...points]: PathCommand, point: Frame["point"]): string {
  const texts = (points as (readonly [number, number])[]).map(([along, across]) => {
    const { x, y } = point(along, across);
    return `${x} ${y}`;
  });
  return letter + texts.join(" ");
}

const round = (value: number): number => Math.round(value * 10) / 10;
