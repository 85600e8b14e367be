/// The parts of a directed graph in which every node can be reached from every other (strongly
/// connected components), by Tarjan's algorithm (1972), without recursion.
struct Circles {
  /// The nodes, component by component, those that lead nowhere else first.
  private var nodes: [Int] = []
  private var ends: [Int] = []

  /// - Parameters:
  ///   - count: nodes are numbered from 0.
  ///   - starts: the nodes from which the graph is explored.
  ///   - successors: where a node leads.
  init(of count: Int, from starts: Range<Int>, _ successors: (Int) -> [Int]) {
    var numbers = [Int32](repeating: 0, count: count)
    var lowest = [Int32](repeating: 0, count: count)
    var isPending = [Bool](repeating: false, count: count)
    var pending: [Int] = []
    var path: [(node: Int, next: [Int])] = []
    var visited: Int32 = 0

    for start in starts where numbers[start] == 0 {
      var entered: Int? = start
      while true {
        if let node = entered {
          visited += 1
          (numbers[node], lowest[node], isPending[node]) = (visited, visited, true)
          pending.append(node)
          path.append((node, successors(node)))
          entered = nil
        }
        guard let node = path.last?.node else { break }
        if let next = path[path.count - 1].next.popLast() {
          if numbers[next] == 0 {
            entered = next
          } else if isPending[next] {
            lowest[node] = min(lowest[node], numbers[next])
          }
        } else {
          path.removeLast()
          if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
          if lowest[node] == numbers[node] {
            while let member = pending.popLast() {
              isPending[member] = false
              nodes.append(member)
              if member == node { break }
            }
            ends.append(nodes.count)
          }
        }
      }
    }
  }

  /// The components, each before those it leads to.
  var downstream: [ArraySlice<Int>] {
    zip([0] + ends.dropLast(), ends).reversed().map { nodes[$0..<$1] }
  }
}
