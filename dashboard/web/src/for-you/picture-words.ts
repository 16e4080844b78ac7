/** Plain words for a picture without a result. */

import { ApiError } from "../api";
import { duration } from "../format";
import { t } from "../i18n";
import { PictureError } from "../picture";

/** Says what happened and what to do. */
export function pictureWords(error: unknown): string {
  if (error instanceof PictureError) return error.message;
  if (!(error instanceof ApiError)) return t("picture.failed.page");
  switch (error.status) {
    case 0:
      return t("picture.failed.unreachable");
    case 401:
    case 403:
      return t("for-you.not-allowed");
    case 413:
      return t("picture.failed.large");
    case 415:
      return t("picture.failed.unreadable");
    case 422:
      return t("picture.failed.processing");
    case 429:
      return t("picture.failed.often", { wait: duration(1000 * (error.retryAfter ?? 60)) });
    case 503:
      return t("picture.failed.kafka");
    case 504:
      return t("picture.failed.late");
    default:
      return t("picture.failed");
  }
}
