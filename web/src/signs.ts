// The sign of each layer: told apart by shape, not only by colour. Drawn for the map and for the list alike.

import type { Layer } from "./things.ts";

/** Colours of one sign. */
export interface Ink {
  ink: string;
  paper: string;
}

type Draw = (pen: CanvasRenderingContext2D) => void;

/** Shapes in a square from 0 to 24. */
const SHAPES: Record<Layer, Draw> = {
  // A ring closed in from four sides.
  siege: (pen) => {
    pen.beginPath();
    pen.arc(12, 12, 7, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    for (const [x, y] of [[12, 1], [12, 23], [1, 12], [23, 12]] as const) {
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(12 + (x - 12) * 0.62, 12 + (y - 12) * 0.62);
      pen.stroke();
    }
    pen.beginPath();
    pen.arc(12, 12, 2, 0, 2 * Math.PI);
    pen.stroke();
  },
  // A barred square.
  checkpoint: (pen) => {
    pen.beginPath();
    pen.rect(4, 4, 16, 16);
    pen.fill();
    pen.stroke();
    pen.beginPath();
    pen.moveTo(7.5, 12);
    pen.lineTo(16.5, 12);
    pen.stroke();
  },
  // Two arrows against each other.
  crossing: (pen) => {
    pen.beginPath();
    pen.rect(2, 4, 20, 16);
    pen.fill();
    pen.stroke();
    pen.beginPath();
    pen.moveTo(6, 9.5);
    pen.lineTo(18, 9.5);
    pen.lineTo(15, 7);
    pen.moveTo(18, 14.5);
    pen.lineTo(6, 14.5);
    pen.lineTo(9, 17);
    pen.stroke();
  },
  // A flag.
  control: (pen) => {
    pen.beginPath();
    pen.moveTo(6, 22);
    pen.lineTo(6, 3);
    pen.lineTo(20, 3);
    pen.lineTo(16, 8);
    pen.lineTo(20, 13);
    pen.lineTo(6, 13);
    pen.fill();
    pen.stroke();
  },
  // A triangle.
  access: (pen) => {
    pen.beginPath();
    pen.moveTo(12, 3);
    pen.lineTo(22, 20);
    pen.lineTo(2, 20);
    pen.closePath();
    pen.fill();
    pen.stroke();
  },
  incident: (pen) => {
    pen.beginPath();
    pen.arc(12, 12, 7, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  },
};

/** Draws a sign. What is over is hollow and pale; what sources differ on is dashed. */
export function draw(layer: Layer, { ink, paper }: Ink, size: number, over = false, disputed = false): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  pen.scale(size / 24, size / 24);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  // A border of paper keeps the sign apart from what lies under it.
  pen.strokeStyle = paper;
  pen.fillStyle = paper;
  pen.lineWidth = 5;
  SHAPES[layer](pen);
  pen.strokeStyle = ink;
  pen.fillStyle = paper;
  pen.globalAlpha = over ? 0.6 : 1;
  pen.lineWidth = over ? 1.5 : 2.2;
  if (disputed) pen.setLineDash([3, 2.6]);
  SHAPES[layer](pen);
  if (!over) {
    // What holds is filled with its colour, its lines drawn again in paper.
    pen.setLineDash([]);
    pen.fillStyle = ink;
    pen.globalAlpha = disputed ? 0.35 : 1;
    pen.strokeStyle = disputed ? ink : paper;
    pen.lineWidth = disputed ? 0.01 : 1.5;
    SHAPES[layer](pen);
  }
  return canvas;
}
