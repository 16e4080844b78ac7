/** Draws a QR code, without asking anybody on the network. */

import qrcode from "qrcode-generator";
import { svg } from "../dom";

/** Modules of quiet zone on each side, as ISO/IEC 18004 wants them. */
const QUIET = 4;

/** The code of an address, black on white also in the dark, because cameras expect it so. */
export function qrCode(address: string, label: string): SVGSVGElement {
  const code = qrcode(0, "M");
  code.addData(address);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  let path = "";
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + QUIET},${row + QUIET}h1v1h-1z`;
    }
  }
  return svg(
    "svg",
    { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }),
  );
}
