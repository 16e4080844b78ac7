/** Plain words for a picture without a result. */

import { ApiError } from "../api";
import { PictureError } from "../picture";
import { sentence } from "../sentences";

/** Says what happened and what to do. */
export function pictureWords(error: unknown): string {
  if (error instanceof PictureError) return error.message;
  if (!(error instanceof ApiError)) return "Something went wrong on this page. Try again, or reload it.";
  switch (error.status) {
    case 0:
      return "The server cannot be reached. Check your connection, then continue once more.";
    case 401:
    case 403:
      return "On this server, only people who have joined a lecture or signed in may send single pictures.";
    case 413:
      return "The picture is too large for this server. Try a smaller one.";
    case 415:
      return "The server cannot read this as a picture. Try another one.";
    case 422:
      return "This picture could not be processed. Try another one.";
    case 429:
      return `Too many pictures for now. Continue in ${error.retryAfter ?? 60} s.`;
    case 503:
      return "The class server is not reachable at the moment. Try again in a minute.";
    case 504:
      return "No result came in time. The server may be busy: continue once more, or try later.";
    default:
      return `The server could not process the picture. ${sentence(error.message)}`;
  }
}
