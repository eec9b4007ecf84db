#include "reports/draw.h"

static bool draw_page(const struct page *page, size_t index, struct device *device)
{
    if (!device->page_begin(device, page, index))
        return false;
    for (size_t i = 0; i < page->item_count; i++)
        if (!device->item(device, &page->items[i]))
            return false;
    return device->page_end(device);
}

/* A device that stops without telling why leaves no success behind. */
static enum status stopped(struct job *job)
{
    enum status status = job_status(job);
    return status == STATUS_OK ? err_set(&job->err, STATUS_BUG, "a device stopped without a reason") : status;
}

enum status draw_laid(const struct laid *laid, const struct doc_meta *meta, struct device *device, struct job *job)
{
    if (!device->begin(device, laid, meta))
        return stopped(job);
    for (size_t i = 0; i < laid->page_count; i++) {
        if (job_late(job))
            return job_status(job);
        if (!draw_page(&laid->pages[i], i, device))
            return stopped(job);
    }
    return device->end(device) ? job_status(job) : stopped(job);
}
