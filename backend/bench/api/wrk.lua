-- Sends the requests of the file WRK_REQUESTS in turns; prints one line of JSON. Times in milliseconds.

local requests, turn = {}, 0

function init()
  for _, one in ipairs(dofile(os.getenv("WRK_REQUESTS"))) do
    local headers = #one.body > 0 and { ["Content-Type"] = "application/json" } or {}
    if #one.cookie > 0 then headers["Cookie"] = one.cookie end
    headers["Host"] = wrk.host .. ":" .. wrk.port
    requests[#requests + 1] = wrk.format(one.method, one.path, headers, #one.body > 0 and one.body or nil)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"p50": %.4f, "p95": %.4f, "p99": %.4f, "requests": %d, "seconds": %.4f, "errors": %d}\n',
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
